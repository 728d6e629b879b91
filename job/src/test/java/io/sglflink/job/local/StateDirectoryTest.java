package io.sglflink.job.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.job.JobSpec;
import io.sglflink.job.UserException;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.runtime.EngineOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory remembers between two JVMs; KafkaJobITCase has jobs that go on from one. */
class StateDirectoryTest {

  private static final JobSpec JOB = job("file:///in");

  @TempDir private Path temporary;
  private Path root;

  @BeforeEach
  void name() {
    root = temporary.resolve("new/state");
  }

  @Test
  void theSameJobWritesUnderTheSameTransactionalIds() {
    String first = prefix(JOB);
    assertThat(first).startsWith("sglang-");
    assertThat(prefix(JOB)).isEqualTo(first);
    JobSpec named = JOB.withSink(SinkOptions.DEFAULTS.withTransactionalIdPrefix("mine"));
    assertThat(prefix(named)).isEqualTo("mine");
  }

  @Test
  void anotherJobIsRefused() {
    prefix(JOB);
    assertThatThrownBy(() -> StateDirectory.open(root, job("file:///other")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the state directory '%s' is that of a job with --input file:///in, not"
                + " file:///other: give each job its own",
            root);
    // It is not locked by the one that was refused.
    prefix(JOB);
  }

  @Test
  void theLastCompleteCheckpointOrSavepointCounts() throws IOException {
    try (StateDirectory state = StateDirectory.open(root, JOB)) {
      assertThat(state.latest()).isEmpty();
      Path checkpoint = complete("aaaa/chk-7", 1_000);
      complete("aaaa/chk-6", 500);
      Files.createDirectories(root.resolve("state/bbbb/chk-8"));
      assertThat(state.latest()).contains(checkpoint);
      Path savepoint = complete("savepoint-bbbb", 2_000);
      assertThat(state.latest()).contains(savepoint);
      state.forget();
      assertThat(state.latest()).isEmpty();
    }
  }

  @Test
  void aCrashInTheVeryFirstMomentLeavesNoHalfJob() throws IOException {
    Files.createDirectories(root);
    Files.writeString(root.resolve("job.properties.unfinished"), "inp");
    assertThat(prefix(JOB)).isNotNull().isEqualTo(prefix(JOB));
  }

  private Path complete(String name, long modified) throws IOException {
    Path checkpoint = Files.createDirectories(root.resolve("state").resolve(name));
    Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(modified));
    return checkpoint;
  }

  private String prefix(JobSpec spec) {
    try (StateDirectory state = StateDirectory.open(root, spec)) {
      return state.resume(spec).sink().transactionalIdPrefix();
    }
  }

  private static JobSpec job(String input) {
    return new JobSpec(
        EngineOptions.of("model"),
        RunDefaults.DEFAULT,
        ProgramLibrary.empty(),
        URI.create(input),
        URI.create("file:///out"),
        null,
        SourceOptions.DEFAULTS,
        SinkOptions.DEFAULTS,
        null,
        1,
        PipelineOptions.DEFAULTS);
  }
}
