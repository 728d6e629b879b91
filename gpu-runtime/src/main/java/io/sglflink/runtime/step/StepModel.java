package io.sglflink.runtime.step;

import io.sglflink.runtime.step.StepInput.Masks;
import java.util.function.Supplier;

/**
 * A model over a KV pool that runs one batched step at a time.
 *
 * <p>Not thread-safe: one thread calls {@link #launch}, {@link #await} and {@link #close}.
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

  /**
   * Whether {@link #launch} returns while the device still works, so that it pays to launch a step
   * before the answer to the one before it is there. On CPU it does not.
   */
  boolean overlaps();

  /**
   * Starts a step, after all steps launched before it. At most two may be unanswered; the second
   * may use the first one's tokens, see {@link StepInput#ids}.
   *
   * @param masks what constrained rows may draw; asked for once where {@link
   *     StepInput.Draws#guided}, on the calling thread, when the device has what comes before the
   *     draws: masks are made while it computes. To make them it may {@link #await} the step before
   */
  void launch(StepInput input, Supplier<Masks> masks);

  /**
   * Forced tokens for each running sequence that a sequence must have, so that it pays to compute
   * them in one step: 0 where such a step costs no more than one of decodes alone.
   */
  default int jumpCost() {
    return 0;
  }

  /** Waits for the answer to the oldest step that is unanswered. */
  StepOutput await();

  @Override
  void close();

  /** The two forms of attention, see attention.py. */
  enum SegmentStyle {
    /**
     * One operator call per segment, and one for the gathered segments of all waves; causal
     * segments are squares, unless a window hides part of them. A wave need not cover all rows.
     */
    EACH,
    /**
     * One operator call for all waves, and one more for the first wave when it is causal. Every
     * wave covers all rows in order, with segments of no slots where there is nothing to attend.
     */
    WAVES
  }
}
