package io.sglflink.job.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

  private static final String SEGMENT = "taskmanager.memory.segment-size";
  private static final String PATTERNS = "classloader.parent-first-patterns.additional";

  @TempDir private Path conf;

  @Test
  void whatIsAbsentComesAtTheEnd() throws IOException {
    Merge merge = config("# mine\nrest:\n  port: 8081").merge(Map.of(SEGMENT, "4kb"), "ours");

    assertThat(merge.text())
        .isEqualTo("# mine\nrest:\n  port: 8081\n\n# ours\ntaskmanager.memory.segment-size: 4kb\n");
    assertThat(merge.changes().get(0).line()).isEqualTo("set       " + SEGMENT + ": 4kb");
  }

  @Test
  void withoutAFileThereIsOneAfterwards() {
    Merge merge = ConfigFile.read(conf).merge(Map.of(SEGMENT, "4kb"), "ours");

    assertThat(merge.text()).contains(SEGMENT + ": 4kb");
  }

  @Test
  void theUsersValueStaysHoweverItIsWritten() throws IOException {
    Merge merge =
        config("taskmanager:\n  memory:\n    segment-size: 16kb\n")
            .merge(Map.of(SEGMENT, "4kb"), "ours");

    assertThat(merge.text()).isEqualTo("taskmanager:\n  memory:\n    segment-size: 16kb\n");
    assertThat(merge.changes().get(0).line())
        .isEqualTo("left      " + SEGMENT + ": 16kb is yours; recommended is 4kb");
  }

  @Test
  void aListGetsWhatItLacks() throws IOException {
    Merge merge =
        config("classloader:\n  parent-first-patterns:\n    additional: \"com.mine.;ai.djl.\"\n")
            .merge(Map.of(PATTERNS, "ai.djl.;com.sun.jna."), "ours");

    assertThat(merge.text())
        .isEqualTo(
            """
            classloader:
              parent-first-patterns:
                additional: "com.mine.;ai.djl.;com.sun.jna."
            """);
    assertThat(merge.changes().get(0).kind()).isEqualTo(Merge.Kind.EXTENDED);
  }

  @Test
  void aListThatIsNotOnOneLineIsLeftToTheUser() throws IOException {
    String text = PATTERNS + ":\n  - com.mine.\n  - com.other.\n";
    Merge merge = config(text).merge(Map.of(PATTERNS, "ai.djl."), "ours");

    assertThat(merge.text()).isEqualTo(text);
    assertThat(merge.changes().get(0).line())
        .isEqualTo("TO DO     add to " + PATTERNS + " by hand: ai.djl.");
  }

  @Test
  void mergingAgainChangesNothing() throws IOException {
    Map<String, String> wanted = Map.of(SEGMENT, "4kb", PATTERNS, "ai.djl.;com.sun.jna.");
    String once = config(PATTERNS + ": com.mine.\n").merge(wanted, "ours").text();

    assertThat(config(once).merge(wanted, "ours").text()).isEqualTo(once);
  }

  private ConfigFile config(String text) throws IOException {
    Files.writeString(conf.resolve("config.yaml"), text, UTF_8);
    return ConfigFile.read(conf);
  }
}
