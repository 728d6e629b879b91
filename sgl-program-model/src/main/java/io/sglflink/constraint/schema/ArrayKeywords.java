package io.sglflink.constraint.schema;

import static java.lang.Integer.MAX_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Keywords about arrays. */
final class ArrayKeywords {

  /** Items before the others that a contrary is told for, one by one. */
  private static final int MAX_TOLD = 4;

  private ArrayKeywords() {}

  /**
   * {@code prefixItems} and {@code items}, or {@code items} and {@code additionalItems}.
   *
   * @param rest null when nothing is said of it
   */
  record Items(Place place, List<Schema> prefix, Schema rest) implements Keyword {

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
      if (rest != null && !rest.complement().isNone()) {
        ways.add(someFrom(prefix.size()));
      }
      return Formula.any(ways);
    }

    private boolean assertOn(ArrayCandidate candidate) {
      for (int i = 0; i < prefix.size(); i++) {
        if (!candidate.item(i, prefix.get(i).set())) {
          return false;
        }
      }
      return rest == null || candidate.itemsFrom(prefix.size(), rest.set());
    }

    /** An item that is wrong is found at {@code from} or behind: before it there may be more. */
    private Formula someFrom(int from) {
      Conjunction wrong = rest.complement();
      Conjunction right = rest.set();
      if (right.isNone()) {
        return Formula.array(c -> c.count(from + 1, MAX_VALUE));
      }
      if (from > MAX_TOLD) {
        return Formula.array(
            c -> {
              throw place.unsupported(
                  "",
                  "that items after the first "
                      + from
                      + " are not as the schema says cannot be enforced");
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
      return prefix.size() > MAX_TOLD && rest != null;
    }

    @Override
    public boolean holds(JsonNode value) {
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          Schema schema = i < prefix.size() ? prefix.get(i) : rest;
          if (schema != null && !schema.holds(value.get(i))) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public List<Schema> inside() {
      List<Schema> all = new ArrayList<>(prefix);
      if (rest != null) {
        all.add(rest);
      }
      return all;
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
      return Formula.array(positive ? ArrayCandidate::unique : c -> c.repeated(pointer));
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
