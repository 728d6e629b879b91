package io.sglflink.constraint;

import java.util.List;

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

  /**
   * Bytes of the shortest rest that makes the text satisfy the constraint, 0 where it does; over
   * every byte on a shortest way it falls by one. Where items must differ it is enough bytes for
   * all that the items so far may be, and may fall by more.
   */
  int shortest();

  /**
   * The automata in the middle of which the text is, this state alone unless it has a stack below.
   *
   * <p>What a leaf can follow, this state can follow too. A text that this state can follow and no
   * leaf can has a proper prefix, not empty, that a leaf accepts: what comes after that, only this
   * state knows. Leaves that follow the same texts are {@link Object#equals equal}, across
   * constraints too, so that what is worked out for one serves all; those of grammars only within
   * one grammar.
   */
  default List<ByteState> leaves() {
    return List.of(this);
  }

  /** The one leaf that the text is in, with what its end takes; null where that is not told. */
  default Inside inside() {
    return null;
  }

  /**
   * A leaf, and what comes after it.
   *
   * @param leaf whose texts and {@link #shortest} hold as they are
   * @param rest bytes that are enough after it, whatever the text in it becomes
   * @param fixed whether what may come after it is the same whatever that becomes
   */
  record Inside(ByteState leaf, int rest, boolean fixed) {}

  /**
   * Whether {@code value} may be what comes right after a text that this leaf, or what it leads to,
   * accepts and that goes on below it: false spares the question.
   */
  default boolean mayBeLeftWith(int value) {
    return true;
  }

  /** Begins a new budget of work for all states of the constraint. */
  void refill();
}
