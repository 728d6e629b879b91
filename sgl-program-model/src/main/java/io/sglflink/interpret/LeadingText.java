package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import java.util.List;
import java.util.Map;

/**
 * How a run's text begins: up to its first step, to the first node that waits for another state, or
 * to the one that fails it, as far as it is known without a model and with little work. What a chat
 * format writes before a message is not; the role's name stands for it.
 *
 * @param text the beginning
 * @param constant the part before the first argument, which all runs of the program have
 */
public record LeadingText(String text, String constant) {

  /**
   * Moves from node to node: a loop without text must not hold up the caller, and most programs are
   * at their first step long before.
   */
  private static final int MOST_MOVES = 10_000;

  /** Work of expressions: what long arguments take, and a fraction of a second. */
  private static final long MOST_WORK = RunBudget.MAX_WORK >> 4;

  public LeadingText {
    requireNonNull(text, "text is null");
    requireNonNull(constant, "constant is null");
  }

  /**
   * Evaluates a program's beginning.
   *
   * @param program a valid program
   * @param maxLength characters that are wanted
   */
  public static LeadingText of(Program program, RunRequest request, int maxLength) {
    return new LeadingText(
        beginning(program, request, maxLength),
        evaluate(program, request, Map.of(), new RoleNames(), maxLength));
  }

  /**
   * Evaluates a program's beginning, and not what is constant of it.
   *
   * @param program a valid program
   * @param maxLength characters that are wanted
   */
  public static String beginning(Program program, RunRequest request, int maxLength) {
    Map<String, JsonNode> args = Arguments.bind(program, request.args()).values();
    return evaluate(program, request, args, new RoleNames(), maxLength);
  }

  /** Evaluation ends at the first argument that {@code args} does not have. */
  static String evaluate(
      Program program,
      RunRequest request,
      Map<String, JsonNode> args,
      ChatFormat chatFormat,
      int maxLength) {
    RunContext context = new RunContext(program, request, chatFormat);
    RunBudget budget = new RunBudget(request.limits(), () -> 0, MOST_WORK);
    Strand strand = new Strands(context, budget, args, RunListener.NONE).root();
    StrandState state = strand.state();
    try {
      ModelStep<?> step = null;
      int moves = 0;
      while (step == null
          && !strand.idle()
          && state.textLength() < maxLength
          && moves++ < MOST_MOVES) {
        step = strand.advanceOnce();
      }
    } catch (RequestFailedException | Waiting e) {
      return state.text(maxLength); // the run fails here as well, or waits for another state
    }
    return state.text(maxLength);
  }

  /** Writes a message's role before it. */
  private static final class RoleNames implements ChatFormat {

    @Override
    public String prefix(List<ChatMessage> history, Role role) {
      return "\n" + role.label() + "\n";
    }

    @Override
    public String suffix(List<ChatMessage> history, ChatMessage message) {
      return "";
    }

    @Override
    public List<String> stop() {
      return List.of();
    }
  }
}
