package io.sglflink.operators.route.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Examples behind a system prompt that all have: tasks by Zipf 1.0, each with its instructions and
 * four sets of examples, of a quarter to twice the prefix length.
 */
record FewShot() implements Workload {

  private static final int SETS = 4;

  @Override
  public List<SimulatedPrompt> prompts(Traffic traffic, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Texts texts = new Texts(random);
    Segment system = texts.around(traffic.prefixTokens() / 4);
    int tasks = Math.max(1, traffic.prefixes() / SETS);
    List<Segment> instructions = new ArrayList<>();
    List<List<Segment>> examples = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      instructions.add(texts.around(traffic.prefixTokens() / 2));
      List<Segment> sets = new ArrayList<>();
      for (int set = 0; set < SETS; set++) {
        int most = 2 * traffic.prefixTokens();
        sets.add(texts.of(random.nextInt(traffic.prefixTokens() / 4, most)));
      }
      examples.add(sets);
    }
    Weights drawn = Weights.zipf(tasks, 1);
    List<SimulatedPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < traffic.prompts(); i++) {
      int task = drawn.draw(random);
      int set = random.nextInt(SETS);
      prompts.add(
          new SimulatedPrompt(
              random.nextInt(traffic.senders()),
              "examples-" + seed + "-" + task + "-" + set,
              List.of(
                  system,
                  instructions.get(task),
                  examples.get(task).get(set),
                  texts.around(traffic.ownTokens())),
              texts.answer(traffic.maxTokens()),
              traffic.maxTokens()));
    }
    return prompts;
  }
}
