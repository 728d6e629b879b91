package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.job.ProgramFiles;
import io.sglflink.job.UserException;
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

/** Checks program files and Python files. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Checks program files and Python files and prints every problem: file, JSON pointer or"
            + " line and column, what is wrong and what to do. Of a valid program it says what its"
            + " constraints leave out.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every program is valid",
      "1:a program has a problem, or a file cannot be read",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang validate examples/programs",
      "  sglang validate qa.py",
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
      description = "Program files, Python files, or directories of them.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    UnaryOperator<CheckedProgram> look = tokenizer == null ? UnaryOperator.identity() : inTokens();
    List<CheckedProgram> checked =
        paths.stream()
            .flatMap(path -> ProgramFiles.find(path).stream())
            .flatMap(file -> CheckedProgram.read(file).stream())
            .map(look)
            .toList();
    boolean valid = checked.stream().allMatch(CheckedProgram::valid);
    if (json) {
      ObjectNode report = JsonNodeFactory.instance.objectNode().put("valid", valid);
      report.putArray("files").addAll(checked.stream().map(CheckedProgram::json).toList());
      out.println(MAPPER.writeValueAsString(report));
    } else {
      checked.forEach(each -> each.text().forEach(out::println));
    }
    return valid ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Checks a valid program once more, with what only the tokenizer knows. */
  private UnaryOperator<CheckedProgram> inTokens() {
    try {
      OutputTokens tokens = OutputTokens.open(tokenizer);
      return checked ->
          checked.valid()
              ? checked.with(ProgramValidator.validate(checked.program(), tokens))
              : checked;
    } catch (CheckpointException e) {
      throw new UserException(e.getMessage(), e);
    }
  }
}
