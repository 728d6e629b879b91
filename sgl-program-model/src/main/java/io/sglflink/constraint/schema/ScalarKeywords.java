package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.TextSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keywords about values as a whole, numbers and strings. */
final class ScalarKeywords {

  private ScalarKeywords() {}

  /** {@code type}. */
  record Types(Set<String> names) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return switch (kind) {
        case NUMBER ->
            names.contains("integer") && !names.contains("number")
                ? numbers(NumberSets.INTEGERS, positive)
                : Formula.of(names.contains("number") == positive);
        case TEXT -> Formula.of(names.contains("string") == positive);
        case ARRAY -> Formula.of(names.contains("array") == positive);
        case OBJECT -> Formula.of(names.contains("object") == positive);
      };
    }

    @Override
    public boolean holds(JsonNode value) {
      return switch (value.getNodeType()) {
        case NUMBER ->
            names.contains("number") || (names.contains("integer") && Values.isInteger(value));
        case STRING -> names.contains("string");
        default -> names.contains(value.getNodeType().name().toLowerCase(Locale.ROOT));
      };
    }
  }

  /** {@code enum} and {@code const}. */
  record Listed(ValuesLiteral literal) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return Formula.is(positive ? literal : literal.negated(), kind);
    }

    @Override
    public boolean holds(JsonNode value) {
      return literal.holds(Values.canonical(value));
    }

    @Override
    public List<JsonNode> values() {
      return literal.values();
    }

    @Override
    public Iterable<String> names() {
      return literal.names();
    }
  }

  /** Bounds of numbers and {@code multipleOf}. */
  record Numbers(NumberSet set) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return kind == Kind.NUMBER ? numbers(set, positive) : Formula.of(positive);
    }

    @Override
    public boolean holds(JsonNode value) {
      return !value.isNumber() || set.contains(value.decimalValue());
    }
  }

  /** {@code pattern}, {@code format} and lengths of strings. */
  record Texts(TextSet set) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.TEXT) {
        return Formula.of(positive);
      }
      if (positive) {
        return Formula.text(candidate -> candidate.in(set));
      }
      return Formula.any(
          set.complement().stream().map(part -> Formula.text(c -> c.in(part))).toList());
    }

    @Override
    public boolean holds(JsonNode value) {
      return !value.isTextual() || set.contains(value.textValue());
    }
  }

  private static Formula numbers(NumberSet set, boolean positive) {
    if (positive) {
      return Formula.number(candidate -> candidate.in(set));
    }
    return Formula.any(
        set.complement().stream().map(part -> Formula.number(c -> c.in(part))).toList());
  }
}
