package io.sglflink.job.cli;

import io.sglflink.runtime.bench.Scenario;
import io.sglflink.runtime.bench.SharedPrefix;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Requests behind one long prompt. */
@Command(
    name = "shared-prefix",
    description = {"Requests that all begin with one long prompt, and go on with their own."},
    footer = {
      "  sglang bench shared-prefix --shape 0.5b --requests 32 --shared 512 --unique 32 --output 32",
      "  sglang bench shared-prefix --shape 1b --device cuda --requests 256 --shared 4096 \\",
      "      --unique 64 --output 128"
    })
final class BenchSharedPrefixCommand extends ScenarioCommand {

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "32",
      order = 11,
      description = "Requests. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--shared",
      paramLabel = "P",
      defaultValue = "512",
      order = 11,
      description = "Tokens that all prompts begin with. Default: ${DEFAULT-VALUE}.")
  private int shared;

  @Option(
      names = "--unique",
      paramLabel = "U",
      defaultValue = "32",
      order = 11,
      description = "Tokens that each prompt has for itself. Default: ${DEFAULT-VALUE}.")
  private int unique;

  @Option(
      names = "--output",
      paramLabel = "G",
      defaultValue = "32",
      order = 11,
      description = "Tokens that each request draws. Default: ${DEFAULT-VALUE}.")
  private int output;

  @Override
  List<? extends Scenario> scenarios() {
    return List.of(new SharedPrefix("shared-prefix", 1, requests, shared, unique, output));
  }
}
