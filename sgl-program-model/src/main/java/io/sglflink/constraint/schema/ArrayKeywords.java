package io.sglflink.constraint.schema;

import static java.lang.Integer.MAX_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keywords about arrays. */
final class ArrayKeywords {

  /** Items before the others that a contrary is told for, one by one. */
  private static final int MAX_TOLD = 4;

  private ArrayKeywords() {}

  /** {@code prefixItems}, or {@code items} that are many. */
  record Prefix(List<Schema> prefix) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.ARRAY) {
        return Formula.of(positive);
      }
      if (positive) {
        return Formula.array(this::assertOn);
      }
      List<Formula> ways = new ArrayList<>();
      for (int i = 0; i < prefix.size(); i++) {
        int index = i;
        Conjunction wrong = prefix.get(i).complement();
        if (!wrong.isNone()) {
          ways.add(Formula.array(c -> c.count(index + 1, MAX_VALUE) && c.item(index, wrong)));
        }
      }
      return Formula.any(ways);
    }

    private boolean assertOn(ArrayCandidate candidate) {
      for (int i = 0; i < prefix.size(); i++) {
        if (!candidate.item(i, prefix.get(i).set())) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean holds(JsonNode value) {
      for (int i = 0; value.isArray() && i < Math.min(value.size(), prefix.size()); i++) {
        if (!prefix.get(i).holds(value.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public List<Schema> inside() {
      return prefix;
    }
  }

  /**
   * {@code items} that is one schema, or {@code additionalItems}: what items after the first {@code
   * from} are.
   */
  record Rest(String pointer, int from, Schema rest) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.ARRAY) {
        return Formula.of(positive);
      }
      if (positive) {
        return Formula.array(c -> c.itemsFrom(from, rest.set()));
      }
      return rest.complement().isNone() ? Formula.FALSE : someFrom();
    }

    /** An item that is wrong is found at {@code from} or behind: before it there may be more. */
    private Formula someFrom() {
      Conjunction wrong = rest.complement();
      Conjunction right = rest.set();
      if (right.isNone()) {
        return Formula.array(c -> c.count(from + 1, MAX_VALUE));
      }
      if (from > MAX_TOLD) {
        return Formula.array(
            c -> {
              throw Place.unsupportedAt(
                  pointer,
                  "that items after the first "
                      + from
                      + " are not as the schema says cannot be enforced: say it of items after the"
                      + " first "
                      + MAX_TOLD
                      + " at most");
            });
      }
      List<Formula> ways = new ArrayList<>();
      for (int bits = 0; bits < 1 << from; bits++) {
        int before = bits;
        ways.add(
            Formula.array(
                c -> {
                  for (int i = 0; i < from; i++) {
                    if (!c.item(i, (before >> i & 1) == 1 ? wrong : right)) {
                      return false;
                    }
                  }
                  return c.count(from + 1, MAX_VALUE)
                      && c.contains(wrong, right, Integer.bitCount(before) + 1, MAX_VALUE);
                }));
      }
      return Formula.any(ways);
    }

    @Override
    public boolean hardToNegate() {
      return from > MAX_TOLD;
    }

    @Override
    public boolean holds(JsonNode value) {
      for (int i = from; value.isArray() && i < value.size(); i++) {
        if (!rest.holds(value.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public List<Schema> inside() {
      return List.of(rest);
    }
  }

  /** {@code minItems} and {@code maxItems}. */
  record Count(int min, int max) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.ARRAY) {
        return Formula.of(positive);
      }
      if (positive) {
        return Formula.array(c -> c.count(min, max));
      }
      List<Formula> ways = new ArrayList<>();
      if (min > 0) {
        ways.add(Formula.array(c -> c.count(0, min - 1)));
      }
      if (max < MAX_VALUE) {
        ways.add(Formula.array(c -> c.count(max + 1, MAX_VALUE)));
      }
      return Formula.any(ways);
    }

    @Override
    public boolean holds(JsonNode value) {
      return !value.isArray() || (value.size() >= min && value.size() <= max);
    }
  }

  /** {@code uniqueItems}. */
  record Unique(String pointer) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.ARRAY) {
        return Formula.of(positive);
      }
      return Formula.array(positive ? c -> c.unique(pointer) : c -> c.repeated(pointer));
    }

    @Override
    public boolean hardToNegate() {
      return true;
    }

    @Override
    public boolean holds(JsonNode value) {
      return !value.isArray() || Values.unique(value);
    }
  }

  /** {@code contains} with {@code minContains} and {@code maxContains}. */
  record Contains(Schema schema, int min, int max) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.ARRAY) {
        return Formula.of(positive);
      }
      if (positive) {
        return found(min, max);
      }
      List<Formula> ways = new ArrayList<>();
      if (min > 0) {
        ways.add(found(0, min - 1));
      }
      if (max < MAX_VALUE) {
        ways.add(found(max + 1, MAX_VALUE));
      }
      return Formula.any(ways);
    }

    private Formula found(int atLeast, int atMost) {
      return Formula.array(
          c -> atLeast <= atMost && c.contains(schema.set(), schema.complement(), atLeast, atMost));
    }

    @Override
    public Keyword weaker(Set<Schema> partly) {
      return partly.contains(schema) && max < MAX_VALUE
          ? new Contains(schema, min, MAX_VALUE)
          : this;
    }

    @Override
    public boolean negates() {
      return true;
    }

    @Override
    public boolean holds(JsonNode value) {
      if (!value.isArray()) {
        return true;
      }
      int found = 0;
      for (JsonNode item : value) {
        found += schema.holds(item) ? 1 : 0;
      }
      return found >= min && found <= max;
    }

    @Override
    public List<Schema> inside() {
      return List.of(schema);
    }
  }
}
