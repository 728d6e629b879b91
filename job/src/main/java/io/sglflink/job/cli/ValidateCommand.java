package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.job.ProgramFile;
import io.sglflink.job.ProgramFiles;
import io.sglflink.job.UserException;
import io.sglflink.program.validate.Note;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProgramValidator;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.schemas.OutputTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks program files. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Checks program files and prints every problem: file, JSON pointer, what is wrong and what"
            + " to do, and a stable code. Of a valid program it says what its constraints leave"
            + " out.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every program is valid",
      "1:a program has a problem, or a file cannot be read",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang validate examples/programs",
      "  sglang validate --tokenizer DIR/tokenizer.json examples/programs",
      "  sglang validate --json my-program.json | jq .files[0].problems"
    })
final class ValidateCommand implements Callable<Integer> {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object for machines.")
  private boolean json;

  @Option(
      names = "--tokenizer",
      paramLabel = "FILE",
      description = {
        "The model's tokenizer.json, or a .tiktoken file: tells whether max_tokens can hold the"
            + " shortest output of each gen that is to be complete."
      })
  private Path tokenizer;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Program files, or directories of them.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    UnaryOperator<ProgramFile> look = tokenizer == null ? UnaryOperator.identity() : inTokens();
    List<ProgramFile> checked =
        paths.stream()
            .flatMap(path -> ProgramFiles.find(path).stream())
            .map(ProgramFile::read)
            .map(look)
            .toList();
    if (json) {
      out.println(MAPPER.writeValueAsString(report(checked)));
    } else {
      checked.forEach(file -> print(file, out));
    }
    return checked.stream().allMatch(ProgramFile::valid) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Checks a valid program once more, with what only the tokenizer knows. */
  private UnaryOperator<ProgramFile> inTokens() {
    try {
      OutputTokens tokens = OutputTokens.open(tokenizer);
      return file -> file.valid() ? inTokens(file, tokens) : file;
    } catch (CheckpointException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private static ProgramFile inTokens(ProgramFile file, OutputTokens tokens) {
    List<Problem> problems = ProgramValidator.validate(file.program(), tokens);
    return problems.isEmpty()
        ? file
        : new ProgramFile(file.path(), file.json(), null, problems, null);
  }

  private static void print(ProgramFile file, PrintWriter out) {
    if (file.valid()) {
      out.println(file.path() + ": program '" + file.program().name() + "' is valid");
      ProgramValidator.notes(file.program())
          .forEach(note -> out.println(file.path() + ": " + note));
    } else {
      ProgramFiles.describe(file).forEach(out::println);
    }
  }

  private static void notes(ArrayNode array, List<Note> notes) {
    for (Note note : notes) {
      array
          .addObject()
          .put("pointer", note.pointer())
          .put("kind", note.kind().code())
          .put("message", note.message());
    }
  }

  private static ObjectNode report(List<ProgramFile> checked) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("valid", checked.stream().allMatch(ProgramFile::valid));
    ArrayNode files = report.putArray("files");
    for (ProgramFile file : checked) {
      ObjectNode entry = files.addObject();
      entry.put("file", file.path().toString());
      entry.put("valid", file.valid());
      if (file.valid()) {
        entry.put("name", file.program().name());
        notes(entry.putArray("notes"), ProgramValidator.notes(file.program()));
      }
      if (file.unreadable() != null) {
        entry.put("unreadable", file.unreadable());
      }
      ArrayNode problems = entry.putArray("problems");
      for (Problem problem : file.problems()) {
        problems
            .addObject()
            .put("pointer", problem.pointer())
            .put("code", problem.code().code())
            .put("message", problem.message());
      }
    }
    return report;
  }
}
