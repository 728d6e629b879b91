package io.sglflink.operators.route.simulate;

/** Each sender goes from slot to slot. */
final class RoundRobin implements Policy {

  private final int[] next;
  private final int slots;

  RoundRobin(int senders, int slots) {
    this.slots = slots;
    this.next = new int[senders];
    for (int sender = 0; sender < senders; sender++) {
      next[sender] = sender * slots / senders;
    }
  }

  @Override
  public int slot(SimulatedPrompt prompt, int[] inFlight) {
    return next[prompt.sender()]++ % slots;
  }
}
