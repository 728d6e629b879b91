package io.sglflink.job.cli;

import io.sglflink.runtime.bench.Scenario;
import io.sglflink.runtime.bench.SharedPrefix;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prompts without output. */
@Command(
    name = "prefill",
    description = {"Prompt tokens per second: prompts that share nothing, and no output."},
    footer = {"  sglang bench prefill --shape 1b --device cuda --requests 64 --prompt-tokens 2048"})
final class BenchPrefillCommand extends ScenarioCommand {

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "16",
      order = 11,
      description = "Prompts. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      defaultValue = "512",
      order = 11,
      description = "Tokens of each. Default: ${DEFAULT-VALUE}.")
  private int prompt;

  @Override
  List<? extends Scenario> scenarios() {
    return List.of(SharedPrefix.prefill(requests, prompt));
  }
}
