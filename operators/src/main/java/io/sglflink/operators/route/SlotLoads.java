package io.sglflink.operators.route;

/**
 * What one sender gave each slot lately, in tokens.
 *
 * <p>Loads decay by the sender's own work, not by time: after {@link #MEMORY} prompts per slot a
 * load counts for 1/e of what it was.
 */
final class SlotLoads {

  /** Prompts per slot that a sender remembers. */
  static final double MEMORY = 1_024;

  /** Beyond this the scale is taken out of the loads. */
  private static final double LARGEST_SCALE = 1e100;

  private final double[] loads;
  private double total;
  private double prompts;
  private double scale = 1;

  SlotLoads(int slots) {
    this.loads = new double[slots];
  }

  /** A prompt has come: what was before it counts a little less. */
  void decay() {
    scale *= 1 + 1 / (MEMORY * loads.length);
    prompts += scale;
    if (scale > LARGEST_SCALE) {
      rescale();
    }
  }

  void add(int slot, double work) {
    loads[slot] += work * scale;
    total += work * scale;
  }

  double load(int slot) {
    return loads[slot] / scale;
  }

  /** Of a slot. */
  double mean() {
    return total / scale / loads.length;
  }

  /** Of a prompt; 0 before the first one. */
  double meanWork() {
    return prompts == 0 ? 0 : total / prompts;
  }

  private void rescale() {
    for (int slot = 0; slot < loads.length; slot++) {
      loads[slot] /= scale;
    }
    total /= scale;
    prompts /= scale;
    scale = 1;
  }
}
