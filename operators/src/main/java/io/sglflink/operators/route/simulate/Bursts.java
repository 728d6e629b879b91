package io.sglflink.operators.route.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Three of four prompts come in runs of up to {@value #LONGEST} with the same prefix; the others
 * are of any prefix.
 */
record Bursts() implements Workload {

  private static final int LONGEST = 400;
  private static final double SHARE = 0.75;

  @Override
  public List<SimulatedPrompt> prompts(Traffic traffic, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Texts texts = new Texts(random);
    List<Segment> prefixes = new ArrayList<>();
    for (int i = 0; i < traffic.prefixes(); i++) {
      prefixes.add(texts.around(traffic.prefixTokens()));
    }
    List<SimulatedPrompt> prompts = new ArrayList<>();
    int burst = 0;
    int left = 0;
    while (prompts.size() < traffic.prompts()) {
      if (left-- == 0) {
        burst = random.nextInt(traffic.prefixes());
        left = random.nextInt(1, LONGEST + 1);
      }
      int prefix = random.nextDouble() < SHARE ? burst : random.nextInt(traffic.prefixes());
      prompts.add(
          new SimulatedPrompt(
              random.nextInt(traffic.senders()),
              "prefix-" + seed + "-" + prefix,
              List.of(prefixes.get(prefix), texts.around(traffic.ownTokens())),
              texts.answer(traffic.maxTokens()),
              traffic.maxTokens()));
    }
    return prompts;
  }
}
