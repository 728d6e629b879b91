package io.sglflink.constraint.schema;

import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.value.NumberSet;

/** Numbers. */
final class NumberCandidate extends Candidate {

  private NumberSet numbers = NumberSets.ALL;
  private boolean inDigits;

  NumberSet numbers() {
    return inDigits ? NumberSets.inDigits(numbers) : numbers;
  }

  boolean in(NumberSet set) {
    NumberSet both = numbers.and(set);
    if (both.equals(numbers)) {
      return true;
    }
    numbers = both;
    return changed(!both.isEmpty());
  }

  /** Integers as draft 4 has them: {@code 1.0} is none. */
  boolean inDigits() {
    boolean before = inDigits;
    inDigits = true;
    boolean alive = in(NumberSets.INTEGERS);
    return before ? alive : changed(alive);
  }

  @Override
  NumberCandidate copy() {
    NumberCandidate copy = new NumberCandidate();
    copy.numbers = numbers;
    copy.inDigits = inDigits;
    return copy;
  }
}
