package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Program;
import java.util.Map;

/**
 * The text that all runs of a program begin with when they have some arguments in common: what is
 * evaluated before the first step, and before the first argument that is not known.
 */
public final class ConstantPrefix {

  private ConstantPrefix() {}

  /**
   * Evaluates a program's beginning.
   *
   * @param program a valid program
   * @param args the arguments that all runs have, by parameter name; a parameter without one is not
   *     known, whatever its default
   * @param chatFormat the one of the runs' model
   * @param maxLength characters that are wanted
   * @return a text that every such run's prompts begin with, character by character
   */
  public static String of(
      Program program, Map<String, JsonNode> args, ChatFormat chatFormat, int maxLength) {
    RunRequest request = new RunRequest("", args, SamplingParams.DEFAULTS, 0);
    return LeadingText.evaluate(program, request, args, chatFormat, maxLength);
  }
}
