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

  /** As {@link #in}, with integers only, that are written as such: not {@code 1.0}. */
  boolean inDigits(NumberSet integers) {
    boolean before = inDigits;
    inDigits = true;
    boolean alive = in(integers);
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
