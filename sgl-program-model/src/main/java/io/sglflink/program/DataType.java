package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/** The form of a generation's output, with SGLang's regular expressions and stop strings. */
public enum DataType {
  /** A whole number; a space or a line break ends it. */
  INT("[-+]?[0-9]+[ \\n]*", true),
  /** A decimal number; a space or a line break ends it. */
  FLOAT("[-+]?[0-9]*\\.?[0-9]+[ \\n]*", true),
  /** Letters, digits and white space in double quotes, which stay part of the output. */
  STR("\"[\\w\\d\\s]*\"", false),
  /** {@code True} or {@code False}. */
  BOOL("(True|False)", false);

  private final String regex;
  private final boolean endsAtSpace;

  DataType(String regex, boolean endsAtSpace) {
    this.regex = requireNonNull(regex, "regex is null");
    this.endsAtSpace = endsAtSpace;
  }

  /** What the whole output matches. */
  public String regex() {
    return regex;
  }

  /** Stop strings that this form adds to the generation's own. */
  public List<String> stop() {
    return endsAtSpace ? List.of(" ", "\n") : List.of();
  }

  /** The name in program JSON, for example {@code int}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
