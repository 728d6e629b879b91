package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Conversations: each turn's prompt is the turn before it, what was answered, and something new.
 *
 * @param conversations conversations side by side
 * @param turns turns of each
 * @param user least and most tokens that a turn adds
 * @param answer least and most tokens of an answer
 */
public record MultiTurn(int conversations, int turns, Range user, Range answer)
    implements Scenario {

  public MultiTurn {
    check("conversations", conversations, 1);
    check("turns", turns, 1);
    check("user tokens", user.least(), 1);
    check("output tokens", answer.least(), 1);
  }

  @Override
  public String name() {
    return "multi-turn";
  }

  @Override
  public long slots() {
    return (long) conversations * turns * (user.most() + answer.most());
  }

  @Override
  public List<Call> start(Prompts prompts) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < conversations; i++) {
      calls.add(turn(new int[0], 1, prompts.split()));
    }
    return calls;
  }

  private Call turn(int[] before, int turn, Prompts prompts) {
    int[] prompt = Prompts.join(before, prompts.tokens(user.draw(prompts)));
    return Call.generate(prompt, answer.draw(prompts))
        .then(
            "/turn/" + turn,
            drawn ->
                turn == turns
                    ? List.of()
                    : List.of(turn(Prompts.join(prompt, drawn), turn + 1, prompts)));
  }
}
