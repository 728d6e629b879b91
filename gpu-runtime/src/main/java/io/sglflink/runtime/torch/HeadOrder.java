package io.sglflink.runtime.torch;

import io.sglflink.runtime.checkpoint.ModelConfig;
import io.sglflink.runtime.checkpoint.RopeConfig;

/**
 * How the scripts want what a checkpoint's attention computes sorted.
 *
 * <p>Checkpoints have query heads that share keys side by side, and a rotary pair half a head
 * apart. The scripts have such heads apart by the number of key heads, so that attention can take
 * them for rows, and pairs side by side, so that a rotation is a product of complex numbers. Both
 * are the same model: queries and keys are sorted alike, and the output projection undoes the order
 * of heads.
 */
final class HeadOrder {

  /** The order that a tensor has anyway. */
  static final long[] AS_IS = {};

  private final int heads;
  private final int kvHeads;
  private final int headDim;
  private final int rotated;

  HeadOrder(ModelConfig config) {
    RopeConfig rope = config.rope();
    this.heads = config.heads();
    this.kvHeads = config.kvHeads();
    this.headDim = config.headDim();
    this.rotated = 2 * rope.inverseFrequencies(headDim, 1).length;
  }

  /** Rows of the projection to queries, keys and values. */
  long[] rows() {
    long[] rows = new long[(heads + 2 * kvHeads) * headDim];
    for (int head = 0; head < heads + 2 * kvHeads; head++) {
      int source = head < heads ? source(head) : head;
      for (int i = 0; i < headDim; i++) {
        int within = head < heads + kvHeads ? within(i) : i;
        rows[head * headDim + i] = (long) source * headDim + within;
      }
    }
    return rows;
  }

  /** Columns of the output projection. */
  long[] columns() {
    long[] columns = new long[heads * headDim];
    for (int head = 0; head < heads; head++) {
      for (int i = 0; i < headDim; i++) {
        columns[head * headDim + i] = (long) source(head) * headDim + i;
      }
    }
    return columns;
  }

  /** Values of a norm over a head. */
  long[] values() {
    long[] values = new long[headDim];
    for (int i = 0; i < headDim; i++) {
      values[i] = within(i);
    }
    return values;
  }

  private int source(int head) {
    int group = head / kvHeads;
    int kvHead = head % kvHeads;
    return kvHead * (heads / kvHeads) + group;
  }

  private int within(int i) {
    return i < rotated ? i / 2 + i % 2 * (rotated / 2) : i;
  }
}
