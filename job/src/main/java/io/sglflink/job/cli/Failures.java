package io.sglflink.job.cli;

import io.sglflink.connectors.EndpointException;
import io.sglflink.job.UserException;
import io.sglflink.job.local.JobFailedException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one readable message and an exit status. */
final class Failures implements IExecutionExceptionHandler {

  private static final String ERROR = "Error: ";

  private final SglangCommand root;

  Failures(SglangCommand root) {
    this.root = root;
  }

  /** The command line is wrong. */
  static int usage(ParameterException failure, String... args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName(" ");
    ParameterException shown = misspelled(failure);
    err.println(name + ": " + lowerCaseFirst(tidy(shown.getMessage())));
    UnmatchedArgumentException.printSuggestions(shown, err);
    err.println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  /** Behind a missing option there is often one that was misspelled: that helps more. */
  private static ParameterException misspelled(ParameterException failure) {
    List<String> unmatched = failure.getCommandLine().getUnmatchedArguments();
    return failure instanceof MissingParameterException && !unmatched.isEmpty()
        ? new UnmatchedArgumentException(failure.getCommandLine(), unmatched)
        : failure;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    PrintWriter err = command.getErr();
    if (failure instanceof JobFailedException) {
      err.println("sglang: the job failed: " + failure.getMessage());
    } else if (expected(failure)) {
      err.println("sglang: " + failure.getMessage());
    } else {
      err.println("sglang: internal error: " + failure);
      if (!root.verbose()) {
        err.println("Run it again with " + SglangCommand.VERBOSE + " for the stack trace.");
      }
    }
    if (root.verbose()) {
      failure.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }

  private static boolean expected(Exception failure) {
    return failure instanceof UserException || failure instanceof EndpointException;
  }

  /** Picocli begins some messages with a word too many, and has one twice in others. */
  private static String tidy(String message) {
    String rest = message.startsWith(ERROR) ? message.substring(ERROR.length()) : message;
    return rest.replace("option option ", "option ");
  }

  /** Picocli starts its messages with a capital letter, ours follow a colon. */
  private static String lowerCaseFirst(String message) {
    boolean capital =
        message.length() > 1
            && Character.isUpperCase(message.charAt(0))
            && Character.isLowerCase(message.charAt(1));
    return capital ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }
}
