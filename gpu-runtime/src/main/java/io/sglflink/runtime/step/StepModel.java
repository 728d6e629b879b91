package io.sglflink.runtime.step;

/**
 * A model over a KV pool that runs one batched step at a time.
 *
 * <p>Not thread-safe: one thread calls {@link #step} and {@link #close}.
 */
public interface StepModel extends AutoCloseable {

  /** Slots of the KV pool; one holds the keys and values of one token in all layers. */
  int slots();

  /** Number of token ids. */
  int vocabSize();

  /** How the attention operators of this model's device want segments cut. */
  SegmentStyle segmentStyle();

  /**
   * Tokens, itself among them, that a row sees in layers that slide; 0 when there are no such
   * layers, or none that hides anything.
   */
  int window();

  /**
   * Tokens of a sequence beyond which all of it is rotated as a long one; the keys of the two
   * rotations do not mix.
   */
  int shortLength();

  /** Runs one step and waits for its answer. */
  StepOutput step(StepInput input);

  @Override
  void close();

  /** The two forms of attention, see attention.py. */
  enum SegmentStyle {
    /**
     * One operator call per segment; causal segments are squares, unless a window hides part of
     * them.
     */
    EACH,
    /**
     * One operator call per wave; every wave lists all row groups, and causality aligns to the
     * bottom right.
     */
    WAVES
  }
}
