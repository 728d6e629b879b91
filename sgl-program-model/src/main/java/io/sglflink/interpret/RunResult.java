package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run ended, with everything that it computed until then.
 *
 * @param variables the program's own variables by name, in the order in which they were set
 * @param text the whole text: constants, arguments, outputs and role prefixes and suffixes
 * @param messages finished chat messages
 * @param steps finished steps of all states, in the program's order: those of another state stand
 *     where it was made. Of a run that failed, those that came before the failure
 * @param returnValue what the program returned; null when it returned nothing
 * @param failure why the run ended early; null when it completed
 */
public record RunResult(
    Map<String, JsonNode> variables,
    String text,
    List<ChatMessage> messages,
    List<StepReport> steps,
    JsonNode returnValue,
    Failure failure) {

  public RunResult {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    requireNonNull(text, "text is null");
    messages = List.copyOf(messages);
    steps = List.copyOf(steps);
  }

  /** Whether the program ran to its end. */
  public boolean completed() {
    return failure == null;
  }

  /**
   * A request failure at a node.
   *
   * @param pointer JSON pointer of the node in the program
   * @param source where the node stands in the source that the program was compiled from, for
   *     example {@code qa.py:12}; or null
   */
  public record Failure(FailureCode code, String message, String pointer, String source) {

    public Failure {
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");
      requireNonNull(pointer, "pointer is null");
    }

    /** A failure in a program that was not compiled. */
    public Failure(FailureCode code, String message, String pointer) {
      this(code, message, pointer, null);
    }
  }
}
