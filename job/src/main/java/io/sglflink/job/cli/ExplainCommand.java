package io.sglflink.job.cli;

import io.sglflink.program.Program;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints how programs are evaluated. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Prints how programs are evaluated: what all runs share, which text goes to the model with"
            + " which step, what runs side by side and what waits. Runs nothing.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every program is explained",
      "1:a program has a problem, or a file cannot be read",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  sglang explain examples/programs/agent_workflow.json", "  sglang explain qa.py"})
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Program files, directories of them, or Python files.")
  private List<Path> paths;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ProgramSources sources = ProgramSources.read(paths);
    for (Program program : sources.programs()) {
      out.println(PlanPrinter.print(program));
    }
    out.flush();
    sources.problems().forEach(out::println);
    return sources.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
