package io.sglflink.runtime.engine;

import io.sglflink.runtime.step.StepInput;
import java.util.Arrays;

/** Collects the logit edits of a step. */
final class EditList {

  private final int vocabSize;
  private long[] rows = new long[0];
  private long[] tokens = new long[0];
  private double[] repetition = new double[0];
  private double[] bias = new double[0];
  private int size;

  EditList(int vocabSize) {
    this.vocabSize = vocabSize;
  }

  /** Makes room for {@code count} more edits. */
  void reserve(int count) {
    if (size + count > rows.length) {
      int capacity = Math.max(size + count, 2 * rows.length);
      rows = Arrays.copyOf(rows, capacity);
      tokens = Arrays.copyOf(tokens, capacity);
      repetition = Arrays.copyOf(repetition, capacity);
      bias = Arrays.copyOf(bias, capacity);
    }
  }

  /** Adds one edit, for which there is room. */
  void add(int row, int token, double factor, double amount) {
    // A model's configuration may name end tokens that its logits do not have.
    if (token >= 0 && token < vocabSize) {
      rows[size] = row;
      tokens[size] = token;
      repetition[size] = factor;
      bias[size] = amount;
      size++;
    }
  }

  StepInput.Edits build() {
    return new StepInput.Edits(
        Arrays.copyOf(rows, size),
        Arrays.copyOf(tokens, size),
        Arrays.copyOf(repetition, size),
        Arrays.copyOf(bias, size));
  }
}
