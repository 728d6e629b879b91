package io.sglflink.constraint.value;

import io.sglflink.constraint.ByteState;
import java.math.BigDecimal;
import java.util.List;

/**
 * A set of numbers: an interval, perhaps of integers or multiples only, perhaps without some single
 * numbers. Immutable; all threads may share it.
 */
public interface NumberSet {

  NumberSet and(NumberSet other);

  NumberSet without(BigDecimal number);

  /** All numbers that are not in this set, as alternatives; may be none. */
  List<NumberSet> complement();

  boolean isEmpty();

  boolean contains(BigDecimal number);

  /** How many numbers, {@link Long#MAX_VALUE} when there is no end of them or too many. */
  long size();

  /**
   * Where the empty text stands: an automaton over the JSON spellings of the numbers. States are
   * equal when they follow equal sets. One start belongs to one thread at a time.
   */
  ByteState start();
}
