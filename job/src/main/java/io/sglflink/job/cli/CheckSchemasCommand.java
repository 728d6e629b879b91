package io.sglflink.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.constraint.compile.CompiledConstraint;
import io.sglflink.job.UserException;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.schemas.CaseOutcome;
import io.sglflink.runtime.schemas.SchemaCheck;
import io.sglflink.runtime.schemas.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Scores constrained decoding on a file of JSON Schemas. */
@Command(
    name = "check-schemas",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {"sglang check-schemas --tokenizer FILE --input FILE [OPTION...]", ""},
    description = {
      "Compiles JSON Schemas, follows their valid and invalid instances token by token through the"
          + " masks of a vocabulary, and prints one JSON object: verdicts by split, failures by"
          + " reason, times of masks and of compiling.",
      "",
      "A schema passes when it compiles, all its valid instances are accepted and all its invalid"
          + " ones refused, in two spellings and two splits into tokens. With --verbose standard"
          + " error has a line for each schema that does not."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all schemas are scored, whatever their verdicts",
      "1:a file cannot be used",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  sglang check-schemas --tokenizer DIR/tokenizer.json --input cases.jsonl.gz"})
final class CheckSchemasCommand implements Callable<Integer> {

  private static final int SHOWN_EVERY = 20;
  private static final String CLEAR = "\r\u001b[K";

  private final boolean terminal;

  @Spec private CommandSpec spec;
  @ParentCommand private SglangCommand root;

  @Option(
      names = "--tokenizer",
      paramLabel = "FILE",
      required = true,
      order = 10,
      description = "A tokenizer.json, or a .tiktoken file (Base64 and rank on each line).")
  private Path tokenizer;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      order = 11,
      description = {
        "JSON lines, perhaps gzipped: name, schema, and tests with valid and data.",
        "A name's part before '---' or '_' is its split."
      })
  private Path input;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      order = 12,
      description = "Makes the random splits. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      order = 13,
      description = "Schemas that are scored side by side. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--property-order",
      paramLabel = "ORDER",
      defaultValue = "any",
      converter = PropertyOrderConverter.class,
      order = 14,
      description = {
        "Order of members: any, as a schema means it, or schema, as gen writes them unless told"
            + " otherwise.",
        "Default: ${DEFAULT-VALUE}."
      })
  private PropertyOrder order;

  @Option(
      names = "--whitespace",
      paramLabel = "KIND",
      defaultValue = "bounded",
      converter = WhitespaceConverter.class,
      order = 15,
      description = {
        "White space that is allowed: compact, bounded or any. Default: ${DEFAULT-VALUE}.",
        "With compact the spelling that has some is left out."
      })
  private Whitespace whitespace;

  private int done;

  CheckSchemasCommand(Installation installation) {
    this.terminal = installation.terminal();
  }

  @Override
  public Integer call() throws JsonProcessingException {
    SchemaCheck.Options options = options();
    try {
      String report =
          new JsonMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  new SchemaCheck(options, schema -> CompiledConstraint.of(schema).start())
                      .run(tokenizer, input, this::show));
      clear();
      spec.commandLine().getOut().println(report);
      return ExitCode.OK;
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private SchemaCheck.Options options() {
    try {
      return new SchemaCheck.Options(seed, threads, new JsonStyle(whitespace, order));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void show(CaseOutcome outcome) {
    PrintWriter err = spec.commandLine().getErr();
    if (root.verbose() && outcome.verdict() != Verdict.PASS) {
      clear();
      err.println(
          String.join(
              "\t",
              outcome.verdict().name(),
              outcome.name(),
              outcome.reason(),
              outcome.where().replaceAll("\\s", " ")));
    }
    done++;
    if (terminal && done % SHOWN_EVERY == 0) {
      err.print(CLEAR + done + " schemas");
      err.flush();
    }
  }

  private void clear() {
    if (terminal) {
      spec.commandLine().getErr().print(CLEAR);
    }
  }
}
