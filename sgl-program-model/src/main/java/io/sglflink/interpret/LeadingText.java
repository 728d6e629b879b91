package io.sglflink.interpret;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import java.util.Map;

/** The text of a program before its first step: what runs with the same beginning share. */
public final class LeadingText {

  private LeadingText() {}

  /**
   * The text up to the first step, or to the first node that fails; the run itself will say why it
   * fails. Pure and thread-safe as far as {@code chatFormat} is.
   *
   * @param program a valid program
   * @param args its arguments
   */
  public static String of(Program program, Arguments.Binding args, ChatFormat chatFormat) {
    RunRequest request = new RunRequest("", Map.of(), SamplingParams.DEFAULTS, 0);
    Strand strand = new Strand(new RunContext(request, args.values(), chatFormat), program.body());
    try {
      strand.advance();
    } catch (RequestFailedException reportedByTheRun) {
      return strand.state().text();
    }
    return strand.state().text();
  }
}
