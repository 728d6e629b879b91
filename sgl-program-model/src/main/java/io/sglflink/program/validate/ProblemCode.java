package io.sglflink.program.validate;

import java.util.Locale;

/** Stable codes of problems; they appear in dead letters and reports and are never renamed. */
public enum ProblemCode {
  /** The input is not JSON. */
  MALFORMED_JSON,
  /** The program's form is of a version that this reader does not know. */
  UNSUPPORTED_VERSION,
  /** A field that must be there is not. */
  MISSING_FIELD,
  /** A field that the form does not have. */
  UNKNOWN_FIELD,
  /** A value is of another JSON type than the form wants. */
  WRONG_TYPE,
  /** A value is none of those that the form lists. */
  UNKNOWN_VALUE,
  /** A node's {@code type} is none of those that the form lists. */
  UNKNOWN_NODE_TYPE,
  /** An object is none of the expressions that the form lists. */
  UNKNOWN_EXPRESSION,
  /** A name is blank or has control characters. */
  INVALID_NAME,
  /** A text has half of a surrogate pair, which no encoding can carry. */
  INVALID_TEXT,
  /** Two parameters have the same name. */
  DUPLICATE_PARAMETER,
  /** An argument that the program does not declare. */
  UNKNOWN_ARGUMENT,
  /** An argument that a run must pass and does not. */
  MISSING_ARGUMENT,
  /** A variable that no node writes. */
  UNKNOWN_VARIABLE,
  /** A variable is read where no node that writes it can have run. */
  VARIABLE_READ_BEFORE_WRITTEN,
  /** A local that nothing can have set where it is read. */
  UNKNOWN_LOCAL,
  /** A state that nothing can have made where it is used. */
  UNKNOWN_STATE,
  /** An index, a size or a join of what no fork made. */
  NOT_A_FORK,
  /** A call of what is no function of the program. */
  UNKNOWN_FUNCTION,
  /** Two functions, or a function and the program, have the same name. */
  DUPLICATE_FUNCTION,
  /** A loop's item or index has the name of one of a loop around it. */
  DUPLICATE_ITEM,
  /** A number is out of its range. */
  OUT_OF_RANGE,
  /** A stop string is empty, or a stop pattern matches the empty text. */
  EMPTY_STOP,
  /** A list of choices is empty. */
  EMPTY_CHOICES,
  /** A choice is empty. */
  EMPTY_CHOICE,
  /** Two choices are the same. */
  DUPLICATE_CHOICE,
  /** Choices are not a list of texts. */
  INVALID_CHOICES,
  /** A list stands where text is needed. */
  LIST_AS_TEXT,
  /** An operation has fewer or more operands than its operator takes. */
  OPERAND_COUNT,
  /** A format specification is not Python's. */
  INVALID_FORMAT,
  /** An if has no branch, a match no case, or a case no value. */
  EMPTY_BRANCHES,
  /** Fields are set that exclude each other: a parameter and its computation, for example. */
  CONFLICTING_FIELDS,
  /** Constraints of a gen, or what goes with them, are set that exclude each other. */
  CONFLICTING_CONSTRAINTS,
  /** A regular expression is not of the dialect. */
  INVALID_REGEX,
  /** A regular expression has a construct that cannot be enforced. */
  UNSUPPORTED_REGEX,
  /** No text matches a regular expression. */
  UNSATISFIABLE_REGEX,
  /** A JSON Schema is not JSON, or none of a known draft. */
  INVALID_JSON_SCHEMA,
  /** A JSON Schema has a keyword that cannot be enforced exactly. */
  UNSUPPORTED_JSON_SCHEMA,
  /** No value satisfies a JSON Schema. */
  UNSATISFIABLE_JSON_SCHEMA,
  /** A grammar is not GBNF. */
  INVALID_EBNF,
  /** A grammar has a construct that cannot be enforced. */
  UNSUPPORTED_EBNF,
  /** No text is of a grammar. */
  UNSATISFIABLE_EBNF,
  /** An output that must be complete has no room for its shortest form. */
  MAX_TOKENS_TOO_SMALL,
  /** A selection's temperature is not 0. */
  SELECT_TEMPERATURE,
  /** A message begins or ends in a role block. */
  NESTED_ROLE,
  /** A break or continue stands in no loop of its state. */
  NOT_IN_A_LOOP,
  /** A return stands among the nodes of another state. */
  MISPLACED_RETURN,
  /** A count or a length is over its limit. */
  TOO_LARGE,
  /** Blocks, expressions or values nest deeper than the limit. */
  TOO_DEEP;

  /** The code as it is written, for example {@code unknown_argument}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
