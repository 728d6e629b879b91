package io.sglflink.constraint;

/**
 * Where a text stands in its constraint, in bytes of UTF-8.
 *
 * <p>Never changes, so keeping one is all that a fork or a step back needs. From every state a text
 * that satisfies the constraint can be reached: there are no dead ends. Equal states of a
 * constraint are mostly one object. Not thread-safe: states are made when they are first asked for.
 */
public interface ByteState {

  /**
   * The state after one more byte, or null when no text of the constraint goes on so.
   *
   * @param value 0 to 255
   * @throws ConstraintBudgetException when too much work was done since the last {@link #refill}
   */
  ByteState next(int value);

  /** Whether the text so far satisfies the constraint. */
  boolean accepting();

  /** Whether any byte can follow. */
  boolean hasNext();

  /**
   * A state that tells the same texts of at most {@code bytes} bytes apart, as {@link #next} being
   * null or not, and that more states have in common than this one.
   */
  ByteState lookAhead(int bytes);

  /** Begins a new budget of work for all states of the constraint. */
  void refill();
}
