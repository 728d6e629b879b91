package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.job.EngineFlags;
import io.sglflink.job.ModelDirectory;
import io.sglflink.job.UserException;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.chat.ChatFormats;
import io.sglflink.runtime.check.ModelCheck;
import io.sglflink.runtime.check.ModelCheck.Tolerance;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Opens a checkpoint and compares its numbers with expected ones. */
@Command(
    name = "check-model",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {"sglang check-model --model DIR [--expected FILE] [OPTION...]", ""},
    description = {
      "Opens a checkpoint, runs it, and prints one JSON object: architecture, parameters, dtype,"
          + " and per expected case the largest difference of a log-probability and the number of"
          + " greedy tokens that agree.",
      "",
      "Without --expected it checks that the checkpoint opens and that its logits are finite."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything is within the tolerance",
      "1:something is not, or the checkpoint cannot be used",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang check-model --model DIR",
      "  sglang check-model --model DIR --expected DIR/expected.json --dtype float32"
    })
final class CheckModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      order = 10,
      description = "A directory in Hugging Face layout.")
  private Path model;

  @Option(
      names = "--expected",
      paramLabel = "FILE",
      order = 11,
      description = "Expected token ids, log-probabilities and greedy continuations.")
  private Path expected;

  @Mixin private EngineFlags engine;

  @Override
  public Integer call() throws IOException {
    EngineOptions options = options();
    ModelDirectory.check(model);
    try {
      ModelCheck.Report report =
          new ModelCheck(options, Tolerance.of(dtype(options))).run(expected);
      String json =
          new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json());
      spec.commandLine().getOut().println(json);
      return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private EngineOptions options() {
    try {
      EngineOptions options = engine.options(model);
      ChatFormats.check(options.chatTemplate());
      return options;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String dtype(EngineOptions options) {
    return options.dtype().equals("auto")
        ? Checkpoint.open(model).config().dtype().torchName()
        : options.dtype();
  }
}
