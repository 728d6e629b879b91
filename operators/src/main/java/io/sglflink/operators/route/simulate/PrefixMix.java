package io.sglflink.operators.route.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Each prompt is one of the prefixes, drawn by weight, and text of its own. */
record PrefixMix(IntFunction<Weights> weights) implements Workload {

  @Override
  public List<SimulatedPrompt> prompts(Traffic traffic, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Texts texts = new Texts(random);
    List<Segment> prefixes = new ArrayList<>();
    for (int i = 0; i < traffic.prefixes(); i++) {
      prefixes.add(texts.around(traffic.prefixTokens()));
    }
    Weights drawn = weights.apply(traffic.prefixes());
    List<SimulatedPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < traffic.prompts(); i++) {
      int prefix = drawn.draw(random);
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
