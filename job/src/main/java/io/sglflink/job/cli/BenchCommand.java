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
    subcommands = BenchDecodeCommand.class,
    synopsisSubcommandLabel = "BENCHMARK",
    description = "Measures the engine on this machine.",
    commandListHeading = "%nBenchmarks:%n",
    footerHeading = "%nExamples:%n",
    footer = "  sglang bench decode --shape 0.5b --batch 1,8,32")
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a benchmark is missing: decode");
  }
}
