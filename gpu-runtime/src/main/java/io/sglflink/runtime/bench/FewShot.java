package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A select over choices behind examples: every question shares the examples, every choice its
 * question. A choice is scored as a program's select scores it.
 *
 * @param questions selects
 * @param shots examples before each question
 * @param shotTokens tokens of an example
 * @param questionTokens tokens of a question
 * @param choices choices of a select
 * @param choiceTokens tokens of a choice
 */
public record FewShot(
    int questions, int shots, int shotTokens, int questionTokens, int choices, int choiceTokens)
    implements Scenario {

  public FewShot {
    check("questions", questions, 1);
    check("shots", shots, 0);
    check("shot tokens", shotTokens, 1);
    check("question tokens", questionTokens, 1);
    check("choices", choices, 1);
    check("choice tokens", choiceTokens, 1);
  }

  @Override
  public String name() {
    return "few-shot";
  }

  @Override
  public long slots() {
    long prompt = (long) shots * shotTokens + questionTokens + choiceTokens;
    return (long) questions * choices * prompt;
  }

  @Override
  public List<Call> start(Prompts prompts) {
    int[] examples = prompts.tokens(shots * shotTokens);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      int[] question = Prompts.join(examples, prompts.tokens(questionTokens));
      for (int k = 0; k < choices; k++) {
        int[] whole = Prompts.join(question, prompts.tokens(choiceTokens));
        calls.add(Call.score(whole, question.length));
      }
    }
    return calls;
  }
}
