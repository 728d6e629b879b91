package io.sglflink.constraint.schema;

import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.value.NumberSet;

/** Numbers. */
final class NumberCandidate extends Candidate {

  private NumberSet numbers = NumberSets.ALL;

  NumberSet numbers() {
    return numbers;
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
