package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.job.PythonFile;
import io.sglflink.job.UserException;
import io.sglflink.program.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes program files of Python files. */
@Command(
    name = "compile",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Makes a program file of each function that is decorated with @sgl.function. Nothing of the"
            + " Python is run; what cannot be compiled is a problem with its place and the way"
            + " out.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every function is compiled",
      "1:a function has a problem, or a file cannot be read; the other functions are written with -o",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang compile qa.py > qa.json",
      "  sglang compile -o programs agents.py judges.py",
      "  sglang run --programs programs …"
    })
final class CompileCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = {
        "Where to write NAME.json for each function; made if it is missing. Without it, the one"
            + " program of the files is printed."
      })
  private Path directory;

  @Parameters(paramLabel = "FILE.py", arity = "1..*", description = "Python files.")
  private List<Path> files;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<PythonFile> compiled = files.stream().map(PythonFile::read).toList();
    boolean valid = compiled.stream().allMatch(PythonFile::valid);
    compiled.forEach(file -> file.describe().forEach(out::println));
    Map<String, Program> programs = byName(compiled);
    if (directory != null) {
      Files.createDirectories(directory);
      for (Program program : programs.values()) {
        Path file = directory.resolve(program.name() + ".json");
        Files.write(file, PythonFile.json(program));
        out.println(file);
      }
    } else if (valid && programs.size() == 1) {
      out.print(new String(PythonFile.json(programs.values().iterator().next()), UTF_8));
      out.flush();
    } else if (valid) {
      throw new UserException(
          String.format(
              "the files have %d programs (%s): say where to write them, -o DIR",
              programs.size(), String.join(", ", programs.keySet())));
    }
    return valid ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Map<String, Program> byName(List<PythonFile> compiled) {
    Map<String, Program> programs = new LinkedHashMap<>();
    Map<String, Path> origins = new LinkedHashMap<>();
    for (PythonFile file : compiled) {
      for (Program program : file.programs()) {
        Path other = origins.putIfAbsent(program.name(), file.path());
        if (other != null) {
          throw new UserException(
              String.format(
                  "%s: the program '%s' is also in %s: rename one",
                  file.path(), program.name(), other));
        }
        programs.put(program.name(), program);
      }
    }
    return programs;
  }
}
