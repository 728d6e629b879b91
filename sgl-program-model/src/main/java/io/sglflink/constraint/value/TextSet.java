package io.sglflink.constraint.value;

import io.sglflink.constraint.ByteState;
import java.util.Collection;
import java.util.List;

/**
 * A set of strings of Unicode code points, without surrogates. Immutable; all threads may share it.
 * Sets with equal automata are equal. Operations throw {@link
 * io.sglflink.constraint.ConstraintBudgetException} when they take too much work.
 */
public interface TextSet {

  TextSet and(TextSet other);

  TextSet without(Collection<String> texts);

  /** All strings that are not in this set, as alternatives that do not overlap; may be none. */
  List<TextSet> complement();

  boolean isEmpty();

  boolean contains(String text);

  /** Number of strings, {@link Long#MAX_VALUE} when there is no end of them or too many. */
  long size();

  /** All strings, in code point order; only where {@link #size} is small. */
  List<String> texts();

  /**
   * Where the empty string stands: an automaton over the UTF-8 bytes of the strings themselves, not
   * of their JSON spelling. Its states are {@link Object#equals equal} when they follow equal sets,
   * {@link ByteState#shortest} counts bytes of UTF-8, and {@link ByteState#lookAhead} forgets
   * lengths that texts so short cannot reach. One start belongs to one thread at a time.
   */
  ByteState start();
}
