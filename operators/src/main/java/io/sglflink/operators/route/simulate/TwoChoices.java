package io.sglflink.operators.route.simulate;

import org.apache.flink.util.MathUtils;

/**
 * Partial key grouping: each key has two slots, and goes to the one that its sender gave fewer
 * prompts. Nasir et al., The Power of Both Choices, ICDE 2015.
 */
final class TwoChoices implements Policy {

  private final int slots;
  private final long[][] given;

  TwoChoices(int senders, int slots) {
    this.slots = slots;
    this.given = new long[senders][slots];
  }

  @Override
  public int slot(SimulatedPrompt prompt, int[] inFlight) {
    int hash = prompt.key().hashCode();
    int first = MathUtils.murmurHash(hash) % slots;
    int second = MathUtils.murmurHash(hash ^ 0x5bd1e995) % slots;
    long[] own = given[prompt.sender()];
    int slot = own[first] <= own[second] ? first : second;
    own[slot]++;
    return slot;
  }
}
