package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sglflink.interpret.RunLimits;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LimitFlagsTest {

  @Test
  void whatIsNotSetIsTheUsual() {
    assertThat(limits()).isEqualTo(RunLimits.DEFAULT);
  }

  @Test
  void everyLimitCanBeSet() {
    assertThat(
            limits(
                "--max-run-steps=1",
                "--max-run-tokens=2",
                "--max-run-iterations=3",
                "--max-run-states=4",
                "--max-run-text=5",
                "--max-run-time=6s"))
        .isEqualTo(new RunLimits(1, 2, 3, 4, 5, 6_000));
  }

  @Test
  void aLimitOfNothingIsRefusedByItsOption() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits("--max-run-steps=0"))
        .withMessage("--max-run-steps is 0: give 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits("--max-run-time=0s"))
        .withMessage("--max-run-time is 0 ms: give 1 ms or more, or leave it out for no limit");
  }

  private static RunLimits limits(String... args) {
    LimitFlags flags = new LimitFlags();
    new CommandLine(flags).parseArgs(args);
    return flags.limits();
  }
}
