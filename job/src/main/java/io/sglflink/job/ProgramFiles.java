package io.sglflink.job;

import io.sglflink.operators.ProgramLibrary;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs that a job is started with. */
public final class ProgramFiles {

  private ProgramFiles() {}

  /**
   * Reads a program file or a Python file, or all {@code *.json} and {@code *.py} files of a
   * directory.
   *
   * @throws UserException with every problem of every file
   */
  public static ProgramLibrary load(Path path) {
    List<String> problems = new ArrayList<>();
    Map<String, byte[]> programs = new LinkedHashMap<>();
    Map<String, Path> origins = new LinkedHashMap<>();
    for (Path file : find(path)) {
      if (PythonFile.isPython(file)) {
        PythonFile read = PythonFile.read(file);
        problems.addAll(read.describe());
        read.programs()
            .forEach(
                program ->
                    add(program, PythonFile.json(program), file, programs, origins, problems));
      } else {
        ProgramFile read = ProgramFile.read(file);
        if (read.valid()) {
          add(read.program(), read.json(), file, programs, origins, problems);
        } else {
          problems.addAll(describe(read));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException("the programs cannot be used:\n  " + String.join("\n  ", problems));
    }
    return ProgramLibrary.of(programs);
  }

  private static void add(
      Program program,
      byte[] json,
      Path file,
      Map<String, byte[]> programs,
      Map<String, Path> origins,
      List<String> problems) {
    Path other = origins.putIfAbsent(program.name(), file);
    if (other != null) {
      problems.add(
          String.format(
              "%s: the program '%s' is also in %s: rename one", file, program.name(), other));
    }
    programs.put(program.name(), json);
  }

  /** One line per problem: file, JSON pointer, code and message. */
  public static List<String> describe(ProgramFile file) {
    if (file.unreadable() != null) {
      return List.of(String.format("%s: cannot be read: %s", file.path(), file.unreadable()));
    }
    return file.problems().stream().map(problem -> describe(file.path(), problem)).toList();
  }

  private static String describe(Path file, Problem problem) {
    return file + ": " + problem;
  }

  /**
   * The file itself, or all {@code *.json} and {@code *.py} files of a directory by name.
   *
   * @throws UserException when the directory has none
   */
  public static List<Path> find(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".json") || PythonFile.isPython(file))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new UserException(
            String.format(
                "the directory '%s' has no *.json or *.py file: give a directory of programs or one program",
                path));
      }
      return found;
    } catch (IOException e) {
      throw new UserException(String.format("the directory '%s' cannot be listed: %s", path, e), e);
    }
  }
}
