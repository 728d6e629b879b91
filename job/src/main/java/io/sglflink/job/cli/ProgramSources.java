package io.sglflink.job.cli;

import io.sglflink.job.ProgramFile;
import io.sglflink.job.ProgramFiles;
import io.sglflink.job.PythonFile;
import io.sglflink.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs that a command line names, whatever their form.
 *
 * @param programs those that can run
 * @param problems everything that is wrong with the others
 */
record ProgramSources(List<Program> programs, List<String> problems) {

  ProgramSources {
    programs = List.copyOf(programs);
    problems = List.copyOf(problems);
  }

  /**
   * Reads JSON files, Python files, and directories of them.
   *
   * @throws io.sglflink.job.UserException when a directory has no programs
   */
  static ProgramSources read(List<Path> paths) {
    List<Program> programs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path path : paths) {
      for (Path each : ProgramFiles.find(path)) {
        if (PythonFile.isPython(each)) {
          PythonFile file = PythonFile.read(each);
          programs.addAll(file.programs());
          problems.addAll(file.describe());
        } else {
          ProgramFile file = ProgramFile.read(each);
          problems.addAll(ProgramFiles.describe(file));
          if (file.valid()) {
            programs.add(file.program());
          }
        }
      }
    }
    return new ProgramSources(programs, problems);
  }
}
