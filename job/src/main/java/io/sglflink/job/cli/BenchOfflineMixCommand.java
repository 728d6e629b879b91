package io.sglflink.job.cli;

import io.sglflink.runtime.bench.OfflineMix;
import io.sglflink.runtime.bench.Range;
import io.sglflink.runtime.bench.Scenario;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Requests of mixed lengths. */
@Command(
    name = "offline-mix",
    description = {
      "Requests of mixed lengths that share nothing, as nano-vllm and mini-sglang measure them; draws",
      "are greedy and go on to their full length."
    },
    footer = {"  sglang bench offline-mix --shape qwen3-0.6b --device cuda"})
final class BenchOfflineMixCommand extends ScenarioCommand {

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "256",
      order = 11,
      description = "Requests. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--input",
      paramLabel = "N-M",
      converter = RangeConverter.class,
      defaultValue = "100-1024",
      order = 11,
      description = "Tokens of a prompt. Default: ${DEFAULT-VALUE}.")
  private Range input;

  @Option(
      names = "--output",
      paramLabel = "N-M",
      converter = RangeConverter.class,
      defaultValue = "100-1024",
      order = 11,
      description = "Tokens that a request draws. Default: ${DEFAULT-VALUE}.")
  private Range output;

  @Override
  List<? extends Scenario> scenarios() {
    return List.of(new OfflineMix(requests, input, output));
  }
}
