package io.sglflink.constraint.schema;

import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.value.NumberSet;

/** Numbers. */
final class NumberCandidate extends Candidate {

  private NumberSet numbers = NumberSets.ALL;

  /** Integers, where there are no others, are written as such: not {@code 1.0}. */
  NumberSet numbers() {
    boolean integers = numbers.and(NumberSets.INTEGERS).equals(numbers);
    return integers ? NumberSets.inDigits(numbers) : numbers;
  }

  boolean in(NumberSet set) {
    NumberSet both = numbers.and(set);
    if (both.equals(numbers)) {
      return true;
    }
    numbers = both;
    return changed(!both.isEmpty());
  }

  @Override
  NumberCandidate copy() {
    NumberCandidate copy = new NumberCandidate();
    copy.numbers = numbers;
    return copy;
  }
}
