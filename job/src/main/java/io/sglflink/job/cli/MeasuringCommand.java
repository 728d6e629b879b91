package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.job.UserException;
import io.sglflink.model.RequestFailedException;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A benchmark: JSON lines on standard output, words on standard error. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n")
abstract class MeasuringCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      order = 15,
      description = "Makes prompts, and weights where they are random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** Measures, and tells {@link #report}. */
  abstract void measure() throws Exception;

  @Override
  public final Integer call() throws Exception {
    try {
      measure();
      return ExitCode.OK;
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RequestFailedException failure) {
        throw new UserException(failure.getMessage(), e);
      }
      throw e;
    }
  }

  final long seed() {
    return seed;
  }

  final CommandSpec spec() {
    return spec;
  }

  /** What {@code options} makes of the options; their being out of range is a usage error. */
  final <T> T checked(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * The values of an option that takes several.
   *
   * @throws IllegalArgumentException when there are none
   */
  static List<Integer> several(String option, List<Integer> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          option + " has no number: give one, or several with commas between them");
    }
    return values;
  }

  final void report(ObjectNode measurement) {
    spec.commandLine().getOut().println(measurement);
  }

  final void progress(String words) {
    spec.commandLine().getErr().println("sglang bench: " + words);
  }
}
