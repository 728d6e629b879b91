package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintException;
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
  record Types(String pointer, Set<String> allowed) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return switch (kind) {
        case NUMBER ->
            allowed.contains("integer") && !allowed.contains("number")
                ? integers(positive)
                : Formula.of(allowed.contains("number") == positive);
        case TEXT -> Formula.of(allowed.contains("string") == positive);
        case ARRAY -> Formula.of(allowed.contains("array") == positive);
        case OBJECT -> Formula.of(allowed.contains("object") == positive);
      };
    }

    private Formula integers(boolean positive) {
      return positive
          ? Formula.number(candidate -> candidate.inDigits(NumberSets.INTEGERS))
          : numbers(pointer, NumberSets.INTEGERS, false);
    }

    @Override
    public boolean holds(JsonNode value) {
      return switch (value.getNodeType()) {
        case NUMBER ->
            allowed.contains("number") || (allowed.contains("integer") && Values.isInteger(value));
        case STRING -> allowed.contains("string");
        default -> allowed.contains(value.getNodeType().name().toLowerCase(Locale.ROOT));
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

  /** Bounds of numbers, or {@code multipleOf}. */
  record Numbers(String pointer, NumberSet set) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return kind == Kind.NUMBER ? numbers(pointer, set, positive) : Formula.of(positive);
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

  private static Formula numbers(String pointer, NumberSet set, boolean positive) {
    if (positive) {
      return Formula.number(candidate -> in(candidate, set, pointer));
    }
    return Formula.any(
        set.complement().stream().map(part -> Formula.number(c -> in(c, part, pointer))).toList());
  }

  private static boolean in(NumberCandidate candidate, NumberSet set, String pointer) {
    try {
      return candidate.in(set);
    } catch (ConstraintException e) {
      throw Place.error(e.kind(), pointer, e.getMessage());
    }
  }
}
