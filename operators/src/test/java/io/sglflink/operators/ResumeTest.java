package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.interpret.Conversation;
import io.sglflink.interpret.RunResult;
import io.sglflink.operators.metrics.PipelineCounter;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts the model's calls over a failure, and over a change of version: what a checkpoint has is
 * not computed again.
 *
 * <p>The savepoints of released versions are in {@code src/test/resources/savepoints}. That of this
 * version is written again, until its release, by
 *
 * <pre>
 * ./mvnw -pl operators -am test -Dtest=ResumeTest#writesTheSavepointOfThisVersion \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dsglang.savepoint.write=true
 * </pre>
 */
@Timeout(120)
class ResumeTest {

  private static final int RUNS = 10;
  private static final Path SAVEPOINTS = Path.of("src", "test", "resources", "savepoints");
  private static final String THIS_VERSION = "0.1";
  private static final JsonMapper MAPPER = new JsonMapper();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER = new MiniClusterExtension(cluster());

  private final FakeEngine engine = new FakeEngine();

  @Test
  void afterAFailureOnlyWhatTheLastCheckpointDoesNotHaveRunsAgain(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    JobClient job = submit(runs(), 2, PipelineOptions.DEFAULTS);
    finishFiveSteps(0);
    List<String> beforeCheckpoint = calls();
    cluster.triggerCheckpoint(job.getJobID(), CheckpointType.CONFIGURED).get();
    engine.model().release(3);
    await(() -> engine.model().waiting() == RUNS);
    List<String> beforeFailure = calls();
    engine.model().fail(new IllegalStateException("the device is lost"));
    await(() -> calls().size() == beforeFailure.size() + RUNS);
    await(() -> engine.model().waiting() == RUNS);
    engine.model().releaseAll();
    await(() -> results(job) == RUNS);
    job.cancel().get();

    List<String> again = calls().subList(beforeFailure.size(), calls().size());
    assertThat(again).hasSize(2 * RUNS).doesNotHaveDuplicates();
    assertThat(again)
        .as("what was finished when the checkpoint was taken")
        .doesNotContainAnyElementsOf(beforeCheckpoint.subList(0, 4 * RUNS));
    assertThat(again.stream().filter(beforeFailure::contains))
        .as("finished since the checkpoint, or running when the engine failed")
        .hasSize(RUNS + 3);
    assertThat(engine.model().scoreCalls()).hasSize(RUNS);
  }

  @Test
  void aSavepointDoesNotWaitForRunsWhenTheWindowIsFull(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path directory) throws Exception {
    JobClient job = submit(runs(), 1, PipelineOptions.DEFAULTS.withWindow(1));
    await(() -> engine.model().waiting() == 1);
    String target = directory.toUri().toString();
    cluster.triggerSavepoint(job.getJobID(), target, false, SavepointFormatType.CANONICAL).get();
    assertThat(engine.model().waiting()).isEqualTo(1);
    engine.model().releaseAll();
    await(() -> results(job) == RUNS);
    job.cancel().get();
  }

  @ParameterizedTest
  @ValueSource(strings = THIS_VERSION)
  void aSavepointOfThisAndEveryOlderVersionIsRestored(String version) throws Exception {
    Path savepoint = SAVEPOINTS.resolve(version).toAbsolutePath();
    Configuration configuration = new Configuration();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    StreamExecutionEnvironment environment = environment(configuration, 2);
    Map<String, JsonNode> results = new HashMap<>();
    for (EncodedRecord record :
        pipeline(environment, List.of(), PipelineOptions.DEFAULTS)
            .results()
            .executeAndCollect(RUNS + 4)) {
      JsonNode result = MAPPER.readTree(new String(record.value(), UTF_8));
      results.put(result.at("/id").asText(), result);
    }

    assertThat(results).hasSize(RUNS + 4);
    for (int i = 0; i < RUNS; i++) {
      RunResult expected = LongRuns.undisturbed(LongRuns.run(i), Conversation.EMPTY);
      assertThat(results.get("r-" + i).at("/text").asText()).isEqualTo(expected.text());
      assertThat(results.get("r-" + i).at("/steps")).hasSize(LongRuns.STEPS);
    }
    for (String session : List.of("a", "b")) {
      Conversation history = Conversation.EMPTY;
      for (int turn = 0; turn < 3; turn++) {
        RunResult expected = LongRuns.undisturbed(LongRuns.turn(session, turn), history);
        history = new Conversation(expected.text(), expected.messages());
      }
      assertThat(results.get(session + "-2").at("/text").asText()).isEqualTo(history.text());
    }
    assertThat(engine.model().scoreCalls()).isEmpty();
    assertThat(calls()).hasSize(2 * RUNS + 2 * (2 + 3)).doesNotHaveDuplicates();
  }

  @Test
  @EnabledIfSystemProperty(named = "sglang.savepoint.write", matches = "true")
  void writesTheSavepointOfThisVersion(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path directory) throws Exception {
    List<SourceRecord> records = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      records.add(LongRuns.turn("a", turn));
      records.add(LongRuns.turn("b", turn));
    }
    records.addAll(runs());
    JobClient job = submit(records, 1, PipelineOptions.DEFAULTS);
    finishFiveSteps(2);
    Path written =
        Path.of(
            URI.create(
                cluster
                    .triggerSavepoint(
                        job.getJobID(),
                        directory.toUri().toString(),
                        true,
                        SavepointFormatType.CANONICAL)
                    .get()));
    Path target = SAVEPOINTS.resolve(THIS_VERSION);
    Files.createDirectories(target);
    for (File old : target.toFile().listFiles()) {
      Files.delete(old.toPath());
    }
    for (File file : written.toFile().listFiles()) {
      Files.copy(file.toPath(), target.resolve(file.getName()));
    }
  }

  private JobClient submit(List<SourceRecord> records, int parallelism, PipelineOptions options)
      throws Exception {
    engine.model().hold();
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment = environment(configuration, parallelism);
    environment.enableCheckpointing(Duration.ofHours(1).toMillis());
    pipeline(environment, records, options).results().sinkTo(new DiscardingSink<>());
    return environment.executeAsync("resume");
  }

  private PipelineOutputs pipeline(
      StreamExecutionEnvironment environment, List<SourceRecord> records, PipelineOptions options) {
    return PromptPipeline.build(
        LongRuns.source(environment, records), LongRuns.library(), engine.provider(), options);
  }

  private static StreamExecutionEnvironment environment(
      Configuration configuration, int parallelism) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    return environment;
  }

  /** So many steps of every run; {@code turns} are in flight as well, one of each session. */
  private void finishFiveSteps(int turns) throws Exception {
    wave(RUNS + turns, RUNS + turns);
    wave(RUNS + turns, 2 * RUNS + turns);
    wave(2 * RUNS + turns, RUNS + turns);
    wave(RUNS + turns, RUNS + turns);
  }

  /** Answers all calls that wait, of which there are {@code count}; {@code next} follow. */
  private void wave(int count, int next) throws Exception {
    await(() -> engine.model().waiting() == count);
    engine.model().release(count);
    await(() -> engine.model().waiting() == next);
  }

  /** Generations that were asked for, each by its run and its path. */
  private List<String> calls() {
    return engine.model().generateCalls().stream()
        .map(call -> call.id().run() + call.id().step())
        .toList();
  }

  private static long results(JobClient job) throws Exception {
    return job.getAccumulators().get().get(PipelineCounter.RESULTS) instanceof Long count
        ? count
        : 0;
  }

  private static List<SourceRecord> runs() {
    return IntStream.range(0, RUNS).mapToObj(LongRuns::run).toList();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(5);
    }
  }

  /** Heartbeats bring the accumulators. */
  private static MiniClusterResourceConfiguration cluster() {
    Configuration configuration = new Configuration();
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(200));
    return new MiniClusterResourceConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumberTaskManagers(1)
        .setNumberSlotsPerTaskManager(2)
        .build();
  }
}
