package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.SamplingParams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SamplingFlagsTest {

  private static SamplingParams params(String... args) {
    SamplingFlags flags = new SamplingFlags();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(flags)).parseArgs(args);
    return flags.params();
  }

  @Test
  void withoutFlagsTheDefaultsHold() {
    assertThat(params()).isEqualTo(SamplingParams.DEFAULTS);
  }

  @Test
  void flagsSetTheRunsParameters() {
    SamplingParams params =
        params(
            "--max-tokens=9",
            "--repetition-penalty=1.2",
            "--logit-bias=7=-1.5,42=3",
            "--n=2",
            "--sampling-seed=-5",
            "--stop-regex=a+",
            "--stop-regex=b",
            "--ignore-eos");
    assertThat(params)
        .isEqualTo(
            SamplingParams.DEFAULTS.with(
                set ->
                    set.maxTokens(9)
                        .repetitionPenalty(1.2)
                        .logitBias(Map.of(7, -1.5, 42, 3.0))
                        .n(2)
                        .samplingSeed(-5L)
                        .stopRegex(List.of("a+", "b"))
                        .ignoreEos(true)));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertThatThrownBy(() -> params("--n=0")).hasMessageContaining("n is 0: it must be 1 to 1,024");
    assertThatThrownBy(() -> params("--stop-regex=(")).hasMessageContaining("stop_regex");
    assertThatThrownBy(() -> params("--min-tokens=200")).hasMessageContaining("max_tokens is 128");
  }
}
