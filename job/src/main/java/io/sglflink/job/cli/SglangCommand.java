package io.sglflink.job.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: help. */
@Command(
    name = "sglang",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Runs SGLang programs over streams of prompts: an Apache Flink job with the language model"
          + " inside."
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:it failed; the message says why",
      "2:the command line is wrong; nothing was started"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang demo",
      "  sglang validate examples/programs",
      "  sglang run --model DIR --programs examples/programs \\",
      "      --input file:///data/prompts.jsonl --output file:///data/results",
      "",
      "sglang COMMAND --help tells more about a command."
    })
final class SglangCommand implements Runnable {

  static final String VERBOSE = "--verbose";

  @Spec private CommandSpec spec;

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      order = 100,
      description = "Log what Flink and the engine do, and show stack traces.")
  private boolean verbose;

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
