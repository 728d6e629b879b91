package io.sglflink.job.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      BenchDecodeCommand.class,
      BenchPrefillCommand.class,
      BenchSharedPrefixCommand.class,
      BenchMultiTurnCommand.class,
      BenchFewShotCommand.class,
      BenchTreeOfThoughtCommand.class,
      BenchOfflineMixCommand.class,
      BenchConstrainedCommand.class,
      BenchRadixCommand.class,
      BenchScheduleCommand.class,
      BenchRoutingCommand.class
    },
    synopsisSubcommandLabel = "SCENARIO",
    description = {
      "Measures the engine on this machine: one JSON object on one line for each measurement.",
      "",
      "docs/benchmarks.md says what the scenarios are and what the fields mean."
    },
    commandListHeading = "%nScenarios:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang bench decode --shape 0.5b --batch 1,8,32",
      "  sglang bench shared-prefix --shape 1b --device cuda --no-tree-attention",
      "  sglang bench radix"
    })
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a scenario is missing: " + String.join(", ", spec.subcommands().keySet()));
  }
}
