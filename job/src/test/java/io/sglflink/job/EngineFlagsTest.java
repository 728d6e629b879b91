package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.EngineTuning;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EngineFlagsTest {

  private static final Path MODEL = Path.of("/models/m");

  private static EngineOptions options(String... args) {
    EngineFlags flags = new EngineFlags();
    new CommandLine(flags).parseArgs(args);
    return flags.options(MODEL);
  }

  @Test
  void whatIsNotSetIsTheEnginesDefault() {
    assertThat(options()).isEqualTo(EngineOptions.of(MODEL.toString()));
  }

  @Test
  void whatCountsAsBrokenCanBeSet() {
    EngineTuning tuning = options("--step-timeout=30s", "--engine-failures=5").tuning();
    assertThat(tuning.stepTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(tuning.engineFailures()).isEqualTo(5);
    assertThat(options("--step-timeout=0").tuning().stepTimeout()).isZero();
  }

  @Test
  void noFailureAtAllIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options("--engine-failures=0"))
        .withMessageContaining("give 1 or more");
  }
}
