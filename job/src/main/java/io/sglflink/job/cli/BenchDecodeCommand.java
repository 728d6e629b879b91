package io.sglflink.job.cli;

import io.sglflink.runtime.bench.Scenario;
import io.sglflink.runtime.bench.SharedPrefix;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Requests side by side, at several numbers of them. */
@Command(
    name = "decode",
    description = {
      "Output tokens per second of requests that decode side by side: prompts begin alike, every",
      "request draws a fixed number of tokens."
    },
    footer = {
      "  sglang bench decode --shape 0.5b --batch 1,8,32",
      "  sglang bench decode --shape 8b --device cuda --batch 128 --prompt-tokens 1024 \\",
      "      --shared-tokens 0 --output-tokens 128"
    })
final class BenchDecodeCommand extends ScenarioCommand {

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,32",
      order = 11,
      description = "Requests side by side, one measurement for each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      defaultValue = "544",
      order = 11,
      description = "Tokens of each prompt. Default: ${DEFAULT-VALUE}.")
  private int prompt;

  @Option(
      names = "--shared-tokens",
      paramLabel = "N",
      defaultValue = "512",
      order = 11,
      description = "Leading tokens that all prompts share. Default: ${DEFAULT-VALUE}.")
  private int shared;

  @Option(
      names = "--output-tokens",
      paramLabel = "N",
      defaultValue = "32",
      order = 11,
      description = "Tokens that each request draws. Default: ${DEFAULT-VALUE}.")
  private int output;

  @Override
  List<? extends Scenario> scenarios() {
    return several("--batch", batches).stream()
        .map(batch -> SharedPrefix.decode(batch, prompt, shared, output))
        .toList();
  }
}
