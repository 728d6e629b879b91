package io.sglflink.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.python.PythonException;
import io.sglflink.python.PythonFrontEnd;
import io.sglflink.python.PythonProblem;
import io.sglflink.python.syntax.ParserUnavailableException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Python file with programs.
 *
 * @param path where it is
 * @param programs those of its programs that have no problem
 * @param problems everything that is wrong with the others
 * @param unreadable why the file cannot be read; null when it can
 */
public record PythonFile(
    Path path, List<Program> programs, List<PythonProblem> problems, String unreadable) {

  public PythonFile {
    requireNonNull(path, "path is null");
    programs = List.copyOf(programs);
    problems = List.copyOf(problems);
  }

  /** Whether the name is one of a Python file. */
  public static boolean isPython(Path path) {
    return path.getFileName() != null && path.getFileName().toString().endsWith(".py");
  }

  /**
   * Reads and compiles; what is wrong with the file is in the result.
   *
   * @throws UserException where no Python can be compiled at all
   */
  public static PythonFile read(Path path) {
    try {
      String source = Files.readString(path);
      return new PythonFile(
          path, PythonFrontEnd.compile(source, path.getFileName().toString()), List.of(), null);
    } catch (PythonException e) {
      return new PythonFile(path, e.programs(), e.problems(), null);
    } catch (NoSuchFileException e) {
      return unreadable(path, "there is no such file");
    } catch (CharacterCodingException e) {
      return unreadable(path, "it is no UTF-8: save it as UTF-8");
    } catch (IOException e) {
      return unreadable(
          path, Files.isDirectory(path) ? "it is a directory: name its files" : e.toString());
    } catch (ParserUnavailableException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  /** The program file that a compiled program is written as. */
  public static byte[] json(Program program) {
    return (ProgramJson.write(program).toPrettyString() + "\n").getBytes(UTF_8);
  }

  private static PythonFile unreadable(Path path, String why) {
    return new PythonFile(path, List.of(), List.of(), why);
  }

  /** Whether every function of the file is a program. */
  public boolean valid() {
    return unreadable == null && problems.isEmpty();
  }

  /** One line per problem, as {@code FILE.py:3:9: message}. */
  public List<String> describe() {
    return unreadable == null
        ? problems.stream().map(problem -> path + ":" + problem).toList()
        : List.of(String.format("%s: cannot be read: %s", path, unreadable));
  }
}
