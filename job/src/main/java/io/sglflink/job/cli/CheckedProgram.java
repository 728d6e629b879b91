package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.job.ProgramFile;
import io.sglflink.job.ProgramFiles;
import io.sglflink.job.PythonFile;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramHash;
import io.sglflink.program.validate.Note;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProgramValidator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of a file, or what keeps a file from having one.
 *
 * @param file where it is
 * @param program the program; null when there are problems
 * @param hash names the program's exact bytes; null when there are problems
 * @param problems what is wrong, for machines
 * @param lines the same for people
 * @param unreadable why the file cannot be read; null when it can
 */
record CheckedProgram(
    Path file,
    Program program,
    String hash,
    List<ObjectNode> problems,
    List<String> lines,
    String unreadable) {

  /** What a file has: one program, or of Python each of its functions. */
  static List<CheckedProgram> read(Path path) {
    return PythonFile.isPython(path)
        ? of(PythonFile.read(path))
        : List.of(of(ProgramFile.read(path)));
  }

  private static CheckedProgram of(ProgramFile file) {
    return new CheckedProgram(
        file.path(),
        file.program(),
        file.valid() ? ProgramHash.of(file.json()) : null,
        file.problems().stream().map(CheckedProgram::json).toList(),
        ProgramFiles.describe(file),
        file.unreadable());
  }

  private static List<CheckedProgram> of(PythonFile file) {
    List<CheckedProgram> checked = new ArrayList<>();
    for (Program program : file.programs()) {
      checked.add(
          new CheckedProgram(
              file.path(),
              program,
              ProgramHash.of(PythonFile.json(program)),
              List.of(),
              List.of(),
              null));
    }
    if (!file.valid()) {
      List<ObjectNode> problems =
          file.problems().stream()
              .map(
                  problem ->
                      JsonNodeFactory.instance
                          .objectNode()
                          .put("line", problem.line())
                          .put("column", problem.column())
                          .put("message", problem.message()))
              .toList();
      checked.add(
          new CheckedProgram(
              file.path(), null, null, problems, file.describe(), file.unreadable()));
    }
    return checked;
  }

  /** The same program, of which more has been found out. */
  CheckedProgram with(List<Problem> found) {
    List<String> said =
        found.stream()
            .map(
                problem -> {
                  String place = program.source().place(problem.pointer());
                  return file + ": " + (place == null ? "" : place + ": ") + problem;
                })
            .toList();
    return found.isEmpty()
        ? this
        : new CheckedProgram(
            file, null, null, found.stream().map(CheckedProgram::json).toList(), said, null);
  }

  boolean valid() {
    return program != null;
  }

  private static ObjectNode json(Problem problem) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("pointer", problem.pointer())
        .put("code", problem.code().code())
        .put("message", problem.message());
  }

  /** What machines are told. */
  ObjectNode json() {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("file", file.toString());
    entry.put("valid", valid());
    if (valid()) {
      entry.put("name", program.name());
      entry.put("hash", hash);
      ArrayNode notes = entry.putArray("notes");
      for (Note note : ProgramValidator.notes(program)) {
        notes
            .addObject()
            .put("pointer", note.pointer())
            .put("kind", note.kind().code())
            .put("message", note.message());
      }
    }
    if (unreadable != null) {
      entry.put("unreadable", unreadable);
    }
    entry.putArray("problems").addAll(problems);
    return entry;
  }

  /** What people are told. */
  List<String> text() {
    if (!valid()) {
      return lines;
    }
    List<String> text = new ArrayList<>();
    text.add(file + ": program '" + program.name() + "' is valid, " + hash);
    ProgramValidator.notes(program).forEach(note -> text.add(file + ": " + note));
    return text;
  }
}
