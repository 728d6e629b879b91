package io.sglflink.operators.route.simulate;

import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Flink's keyBy on the prompt's key, over 128 key groups. */
final class KeyBy implements Policy {

  private static final int KEY_GROUPS = 128;

  private final int slots;

  KeyBy(int slots) {
    this.slots = slots;
  }

  @Override
  public int slot(SimulatedPrompt prompt, int[] inFlight) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(prompt.key(), KEY_GROUPS, slots);
  }
}
