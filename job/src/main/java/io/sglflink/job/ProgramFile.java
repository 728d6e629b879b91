package io.sglflink.job;

import static java.util.Objects.requireNonNull;

import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with one program.
 *
 * @param path where it is
 * @param json its bytes; empty when it cannot be read
 * @param program the program; null when there are problems
 * @param problems everything that is wrong with it
 * @param unreadable why the file cannot be read; null when it can
 */
public record ProgramFile(
    Path path, byte[] json, Program program, List<Problem> problems, String unreadable) {

  private static final byte[] NO_BYTES = {};

  public ProgramFile {
    requireNonNull(path, "path is null");
    requireNonNull(json, "json is null");
    problems = List.copyOf(problems);
  }

  /** Reads and validates; never fails, but says in the result what is wrong. */
  public static ProgramFile read(Path path) {
    byte[] json;
    try {
      json = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return unreadable(path, "there is no such file");
    } catch (IOException e) {
      String why = Files.isDirectory(path) ? "it is a directory: name its files" : e.toString();
      return unreadable(path, why);
    }
    try {
      return new ProgramFile(path, json, ProgramJson.read(json), List.of(), null);
    } catch (InvalidProgramException e) {
      return new ProgramFile(path, json, null, e.problems(), null);
    }
  }

  /** Whether the program can run. */
  public boolean valid() {
    return program != null;
  }

  private static ProgramFile unreadable(Path path, String why) {
    return new ProgramFile(path, NO_BYTES, null, List.of(), why);
  }
}
