package io.sglflink.program.validate;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.model.Constraint;

/** What a constraint is written in, with the limits and codes of its own. */
enum ConstraintLanguage {
  REGEX(
      "regexes",
      ProgramLimits.MAX_REGEX_LENGTH,
      ProgramLimits.MAX_REGEX_TOTAL,
      ProblemCode.INVALID_REGEX,
      ProblemCode.UNSUPPORTED_REGEX,
      ProblemCode.UNSATISFIABLE_REGEX),
  JSON_SCHEMA(
      "JSON Schemas",
      ProgramLimits.MAX_SCHEMA_LENGTH,
      ProgramLimits.MAX_SCHEMA_TOTAL,
      ProblemCode.INVALID_JSON_SCHEMA,
      ProblemCode.UNSUPPORTED_JSON_SCHEMA,
      ProblemCode.UNSATISFIABLE_JSON_SCHEMA),
  EBNF(
      "grammars",
      ProgramLimits.MAX_EBNF_LENGTH,
      ProgramLimits.MAX_EBNF_TOTAL,
      ProblemCode.INVALID_EBNF,
      ProblemCode.UNSUPPORTED_EBNF,
      ProblemCode.UNSATISFIABLE_EBNF),
  /** Texts as they are: their limits are those of a program's texts, and nothing can be wrong. */
  CHOICES(
      "choices",
      Integer.MAX_VALUE,
      Integer.MAX_VALUE,
      ProblemCode.INVALID_CHOICES,
      ProblemCode.INVALID_CHOICES,
      ProblemCode.EMPTY_CHOICES);

  private final String plural;
  private final int maxLength;
  private final int maxTotal;
  private final ProblemCode invalid;
  private final ProblemCode unsupported;
  private final ProblemCode unsatisfiable;

  ConstraintLanguage(
      String plural,
      int maxLength,
      int maxTotal,
      ProblemCode invalid,
      ProblemCode unsupported,
      ProblemCode unsatisfiable) {
    this.plural = plural;
    this.maxLength = maxLength;
    this.maxTotal = maxTotal;
    this.invalid = invalid;
    this.unsupported = unsupported;
    this.unsatisfiable = unsatisfiable;
  }

  static ConstraintLanguage of(Constraint constraint) {
    if (constraint instanceof Constraint.JsonSchema) {
      return JSON_SCHEMA;
    }
    if (constraint instanceof Constraint.Grammar) {
      return EBNF;
    }
    return constraint instanceof Constraint.Choices ? CHOICES : REGEX;
  }

  /** What several are called. */
  String plural() {
    return plural;
  }

  /** Most characters of one text. */
  int maxLength() {
    return maxLength;
  }

  /** Most characters of a program's different texts together. */
  int maxTotal() {
    return maxTotal;
  }

  ProblemCode code(ConstraintException.Kind kind) {
    return switch (kind) {
      case INVALID -> invalid;
      case UNSUPPORTED -> unsupported;
      case UNSATISFIABLE -> unsatisfiable;
      case TOO_LARGE -> ProblemCode.TOO_LARGE;
    };
  }
}
