package io.sglflink.constraint.grammar;

import io.sglflink.constraint.regex.Lexeme;
import java.util.List;

/** A rule's body, as written. */
sealed interface Part {

  /** A literal or one character. */
  record Terminal(Lexeme lexeme) implements Part {}

  record Call(String rule, Place place) implements Part {}

  record Sequence(List<Part> items) implements Part {}

  record Choice(List<Part> alternatives) implements Part {}

  /**
   * The body some times.
   *
   * @param max {@link Lexeme#UNBOUNDED} for any number
   */
  record Repetition(Part body, int min, int max) implements Part {}

  /** The parts that this one is one after the other. */
  default List<Part> items() {
    return this instanceof Sequence sequence ? sequence.items : List.of(this);
  }

  static Part empty() {
    return new Sequence(List.of());
  }

  static Part sequence(List<Part> items) {
    return items.size() == 1 ? items.get(0) : new Sequence(List.copyOf(items));
  }

  static Part choice(List<Part> alternatives) {
    return alternatives.size() == 1 ? alternatives.get(0) : new Choice(List.copyOf(alternatives));
  }
}
