package io.sglflink.constraint.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a literal says about values of one kind. */
sealed interface Formula {

  Formula TRUE = new All(List.of());
  Formula FALSE = new Any(List.of());

  /** All of {@code parts}. */
  record All(List<Formula> parts) implements Formula {}

  /** At least one of {@code branches}. */
  record Any(List<Formula> branches) implements Formula {}

  /** Exactly one of {@code branches}. */
  record One(List<Literal> branches) implements Formula {}

  record Is(Literal literal) implements Formula {}

  /**
   * What a candidate says of itself.
   *
   * @param assertion narrows a candidate; false when nothing is left of it
   */
  record Atom(Predicate<Candidate> assertion) implements Formula {}

  static Formula of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  static Formula all(List<Formula> parts) {
    List<Formula> kept = new ArrayList<>(parts.size());
    for (Formula part : parts) {
      if (part.equals(FALSE)) {
        return FALSE;
      }
      if (!part.equals(TRUE)) {
        kept.add(part);
      }
    }
    return kept.size() == 1 ? kept.get(0) : new All(kept);
  }

  static Formula any(List<Formula> branches) {
    List<Formula> kept = new ArrayList<>(branches.size());
    for (Formula branch : branches) {
      if (branch.equals(TRUE)) {
        return TRUE;
      }
      if (branch instanceof Any inner) {
        kept.addAll(inner.branches);
      } else {
        kept.add(branch);
      }
    }
    return kept.size() == 1 ? kept.get(0) : new Any(kept);
  }

  /**
   * {@code formula} where {@code before} holds too: ways to break a rule that exclude each other
   * multiply to fewer alternatives than ways that overlap.
   */
  static Formula after(List<Formula> before, Formula formula) {
    if (before.isEmpty()) {
      return formula;
    }
    if (formula instanceof Any any) {
      return new Any(any.branches.stream().map(branch -> after(before, branch)).toList());
    }
    List<Formula> all = new ArrayList<>(before);
    all.add(formula);
    return new All(all);
  }

  static Formula is(Literal literal, Kind kind) {
    Formula formula = literal.formula(kind);
    return formula.equals(TRUE) || formula.equals(FALSE) ? formula : new Is(literal);
  }

  static Formula is(Schema schema, boolean positive, Kind kind) {
    return is(schema.simple(positive), kind);
  }

  static Formula number(Predicate<NumberCandidate> assertion) {
    return new Atom(candidate -> assertion.test((NumberCandidate) candidate));
  }

  static Formula text(Predicate<TextCandidate> assertion) {
    return new Atom(candidate -> assertion.test((TextCandidate) candidate));
  }

  static Formula array(Predicate<ArrayCandidate> assertion) {
    return new Atom(candidate -> assertion.test((ArrayCandidate) candidate));
  }

  static Formula object(Predicate<ObjectCandidate> assertion) {
    return new Atom(candidate -> assertion.test((ObjectCandidate) candidate));
  }
}
