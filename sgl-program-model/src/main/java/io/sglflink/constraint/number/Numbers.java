package io.sglflink.constraint.number;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the automaton asks of a set of numbers. Numbers have no trailing zeros, so that equal ones
 * are equal.
 */
sealed interface Numbers extends NumberSet permits Range, Finite {

  /** From the least to the greatest number. */
  Bounds bounds();

  /** The numbers within the bounds that are unlike those around them. */
  List<BigDecimal> points();

  /** Whether there are no numbers but {@link #points}. */
  boolean pointsOnly();

  /** Which numbers between the points there are. */
  Multiples steps();

  /** Whether there is a number from {@code first} to below {@code end}. */
  boolean anyWithin(BigDecimal first, BigDecimal end);

  /** This set with every number's sign changed. */
  Numbers negated();

  @Override
  Numbers and(NumberSet other);

  @Override
  default ByteState start() {
    return NumberState.start(position());
  }

  /** Before a number of the set. */
  default Position position() {
    if (equals(NumberSets.ALL)) {
      return AnyNumber.START;
    }
    Numbers magnitudes = and(Range.NOT_NEGATIVE);
    Numbers negative = negated().and(Range.NOT_NEGATIVE);
    return new Start(magnitudes, negative);
  }
}
