package io.sglflink.operators.route.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Conversations of 2 to 10 turns behind one system prompt, many at a time. A turn's prompt is the
 * whole conversation. All turns come from the same sender, as those of a Kafka partition do.
 */
record Conversations() implements Workload {

  private static final int LONGEST = 10;

  @Override
  public List<SimulatedPrompt> prompts(Traffic traffic, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Texts texts = new Texts(random);
    Segment system = texts.around(traffic.prefixTokens());
    List<Conversation> open = new ArrayList<>();
    List<SimulatedPrompt> prompts = new ArrayList<>();
    int begun = 0;
    while (prompts.size() < traffic.prompts()) {
      while (open.size() < traffic.prefixes()) {
        int turns = random.nextInt(2, LONGEST + 1);
        open.add(new Conversation(begun++, turns, new ArrayList<>(List.of(system))));
      }
      int index = random.nextInt(open.size());
      Conversation conversation = open.get(index);
      List<Segment> text = conversation.text;
      text.add(texts.around(traffic.ownTokens()));
      Segment answer = texts.answer(traffic.maxTokens());
      prompts.add(
          new SimulatedPrompt(
              conversation.number % traffic.senders(),
              "session-" + seed + "-" + conversation.number,
              text,
              answer,
              traffic.maxTokens()));
      text.add(answer);
      if (text.size() > 2 * conversation.turns) {
        open.set(index, open.get(open.size() - 1));
        open.remove(open.size() - 1);
      }
    }
    return prompts;
  }

  private record Conversation(int number, int turns, List<Segment> text) {}
}
