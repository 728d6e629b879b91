package io.sglflink.job.cli;

import io.sglflink.program.Program;
import io.sglflink.python.PythonSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints programs as Python. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Prints programs as SGLang's Python, which 'sglang compile' makes programs of again. Of a"
            + " Python file it shows what the compiler has understood.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every program is printed",
      "1:a program has a problem, or a file cannot be read",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  sglang show examples/programs/chat.json", "  sglang show qa.py"})
final class ShowCommand implements Callable<Integer> {

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
    List<Program> programs = sources.programs();
    for (int i = 0; i < programs.size(); i++) {
      out.print((i == 0 ? "" : "\n\n") + PythonSource.show(programs.get(i)));
    }
    out.flush();
    sources.problems().forEach(out::println);
    return sources.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
