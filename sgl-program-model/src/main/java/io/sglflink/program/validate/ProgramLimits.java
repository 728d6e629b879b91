package io.sglflink.program.validate;

/** Largest sizes of a program; a program over one of them is refused with the limit's name. */
public final class ProgramLimits {

  /** Bytes, or characters, of a program's JSON. */
  public static final int MAX_JSON_SIZE = 16 << 20;

  /** Arrays and objects inside each other in a program's JSON, its default values included. */
  public static final int MAX_JSON_DEPTH = 100;

  /**
   * Blocks inside each other; a branch of an if, a case of a match and the body of a function count
   * twice. With {@link #MAX_EXPRESSION_DEPTH}, this keeps what is written of a valid program within
   * {@link #MAX_JSON_DEPTH}.
   */
  public static final int MAX_BLOCK_DEPTH = 32;

  /** Operations and lists around an expression. */
  public static final int MAX_EXPRESSION_DEPTH = 16;

  /** Nodes of a program and its functions, those in blocks included. */
  public static final int MAX_NODES = 20_000;

  /** Functions of a program. */
  public static final int MAX_FUNCTIONS = 1_000;

  /** Branches of one if, cases of one match. */
  public static final int MAX_BRANCHES = 1_000;

  /** Parts of one text node, operands of one operation, items of one list. */
  public static final int MAX_PARTS = 10_000;

  /** States of one fork. */
  public static final int MAX_FORK = 1_000;

  /** Parameters of a program or a function. */
  public static final int MAX_PARAMETERS = 1_000;

  /** Characters of a name: a program's, a variable's, a source file's. */
  public static final int MAX_NAME_LENGTH = 256;

  /** Characters of all literal texts of a program together. */
  public static final int MAX_TEXT_LENGTH = 4 << 20;

  /** Choices of one selection. */
  public static final int MAX_CHOICES = 1_000;

  /** Stop strings of one generation. */
  public static final int MAX_STOP_STRINGS = 64;

  /** Characters of one stop string. */
  public static final int MAX_STOP_LENGTH = 1_024;

  /** Stop token ids of one generation. */
  public static final int MAX_STOP_TOKEN_IDS = 1_024;

  /** Patterns of one generation's {@code stop_regex}. */
  public static final int MAX_STOP_REGEXES = 16;

  /** Token ids of one generation's {@code logit_bias}. */
  public static final int MAX_LOGIT_BIASES = 1_024;

  /** Characters of a regular expression. */
  public static final int MAX_REGEX_LENGTH = 16_384;

  /** Characters of a program's different regular expressions together: each is compiled. */
  public static final int MAX_REGEX_TOTAL = 65_536;

  /** Characters of a JSON Schema's text. */
  public static final int MAX_SCHEMA_LENGTH = 1 << 20;

  /** Characters of a grammar. */
  public static final int MAX_EBNF_LENGTH = 1 << 18;

  /** Characters of a program's different JSON Schemas together. */
  public static final int MAX_SCHEMA_TOTAL = 4 << 20;

  /** Characters of a program's different grammars together. */
  public static final int MAX_EBNF_TOTAL = 1 << 20;

  /** Different constraints and stop patterns of a program. */
  public static final int MAX_CONSTRAINTS = 1_000;

  /** Full seconds of compiling after which no more of a program's constraints are compiled. */
  public static final int MAX_COMPILE_SECONDS = 10;

  /** Bytes that one token may write: far more than in any known vocabulary. */
  public static final int MAX_TOKEN_BYTES = 4_096;

  private ProgramLimits() {}
}
