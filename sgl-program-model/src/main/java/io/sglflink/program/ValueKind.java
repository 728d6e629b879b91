package io.sglflink.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a value is. Operators say with it what they take and give. */
public enum ValueKind {
  /** Python's None. */
  NULL("null"),
  /** True or false; no number. */
  BOOLEAN("a boolean"),
  /** A number without a point or an exponent. */
  INTEGER("an integer"),
  /** Any other number. */
  FLOAT("a float"),
  /** A string. */
  TEXT("a text"),
  /** An array. */
  LIST("a list"),
  /** An object. */
  OBJECT("an object");

  /** Everything: what is not known before the run. */
  public static final Set<ValueKind> ANY = Set.of(values());

  /** What has a text: where text is needed, it is written as Python writes it. */
  public static final Set<ValueKind> SCALAR = Set.of(TEXT, INTEGER, FLOAT, BOOLEAN);

  private final String label;

  ValueKind(String label) {
    this.label = label;
  }

  /** The kind of a value. */
  public static ValueKind of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> NULL;
      case BOOLEAN -> BOOLEAN;
      case NUMBER -> value.isIntegralNumber() ? INTEGER : FLOAT;
      case STRING -> TEXT;
      case ARRAY -> LIST;
      case OBJECT -> OBJECT;
      case BINARY, POJO -> throw new IllegalArgumentException("no JSON: " + value);
    };
  }

  /** Kinds for people, for example {@code a text or a list}. */
  public static String names(Collection<ValueKind> kinds) {
    Set<ValueKind> left = EnumSet.copyOf(kinds);
    boolean number = left.containsAll(List.of(INTEGER, FLOAT));
    String names =
        String.join(
            ", ",
            Arrays.stream(values())
                .filter(left::contains)
                .filter(kind -> !number || kind != INTEGER)
                .map(kind -> number && kind == FLOAT ? "a number" : kind.label)
                .toList());
    int last = names.lastIndexOf(", ");
    return last < 0 ? names : names.substring(0, last) + " or " + names.substring(last + 2);
  }
}
