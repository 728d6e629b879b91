package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keywords that combine schemas of the same value. */
final class LogicKeywords {

  private LogicKeywords() {}

  /** The schema {@code false}. */
  record Never() implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return Formula.of(!positive);
    }

    @Override
    public boolean holds(JsonNode value) {
      return false;
    }

    @Override
    public List<JsonNode> values() {
      return List.of();
    }
  }

  /** {@code allOf}, and references as an {@code allOf} of one. */
  record AllOf(List<Schema> inPlace) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      List<Formula> parts = each(inPlace, positive, kind);
      return positive ? Formula.all(parts) : Formula.any(parts);
    }

    @Override
    public boolean holds(JsonNode value) {
      return inPlace.stream().allMatch(schema -> schema.holds(value));
    }

    @Override
    public List<JsonNode> values() {
      List<JsonNode> least = null;
      for (Schema schema : inPlace) {
        List<JsonNode> values = schema.values();
        if (values != null && (least == null || values.size() < least.size())) {
          least = values;
        }
      }
      return least;
    }
  }

  /** {@code anyOf}. */
  record AnyOf(List<Schema> inPlace) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      List<Formula> parts = each(inPlace, positive, kind);
      return positive ? Formula.any(parts) : Formula.all(parts);
    }

    @Override
    public boolean holds(JsonNode value) {
      return inPlace.stream().anyMatch(schema -> schema.holds(value));
    }

    @Override
    public List<JsonNode> values() {
      return together(inPlace);
    }
  }

  /** {@code oneOf}. */
  record OneOf(List<Schema> inPlace) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      List<Literal> possible = new ArrayList<>();
      for (Schema schema : inPlace) {
        Literal literal = schema.simple(true);
        if (!literal.formula(kind).equals(Formula.FALSE)) {
          possible.add(literal);
        }
      }
      if (positive) {
        if (possible.size() < 2) {
          return possible.isEmpty() ? Formula.FALSE : Formula.is(possible.get(0), kind);
        }
        return new Formula.One(possible);
      }
      List<Formula> ways = new ArrayList<>();
      ways.add(Formula.all(possible.stream().map(l -> Formula.is(l.negated(), kind)).toList()));
      for (int i = 0; i < possible.size(); i++) {
        for (int j = 0; j < i; j++) {
          ways.add(
              Formula.all(
                  List.of(Formula.is(possible.get(i), kind), Formula.is(possible.get(j), kind))));
        }
      }
      return Formula.any(ways);
    }

    @Override
    public Keyword weaker(Set<Schema> partly) {
      return inPlace.stream().anyMatch(partly::contains) ? new AnyOf(inPlace) : this;
    }

    @Override
    public boolean negates() {
      return true;
    }

    @Override
    public boolean holds(JsonNode value) {
      return inPlace.stream().filter(schema -> schema.holds(value)).limit(2).count() == 1;
    }

    @Override
    public List<JsonNode> values() {
      return together(inPlace);
    }
  }

  /** {@code not}. */
  record Not(Schema schema) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return Formula.is(schema, !positive, kind);
    }

    @Override
    public Keyword weaker(Set<Schema> partly) {
      return partly.contains(schema) ? null : this;
    }

    @Override
    public boolean negates() {
      return true;
    }

    @Override
    public boolean holds(JsonNode value) {
      return !schema.holds(value);
    }

    @Override
    public List<Schema> inPlace() {
      return List.of(schema);
    }
  }

  /**
   * {@code if}, {@code then} and {@code else}.
   *
   * @param then what holds where {@code condition} does; null when nothing is said
   * @param otherwise what holds where it does not; null when nothing is said
   */
  record If(Schema condition, Schema then, Schema otherwise) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      return Formula.any(
          List.of(branch(true, then, kind, positive), branch(false, otherwise, kind, positive)));
    }

    private Formula branch(boolean met, Schema schema, Kind kind, boolean positive) {
      return Formula.all(
          List.of(
              Formula.is(condition, met, kind),
              schema == null ? Formula.of(positive) : Formula.is(schema, positive, kind)));
    }

    @Override
    public Keyword weaker(Set<Schema> partly) {
      if (!partly.contains(condition)) {
        return this;
      }
      return then == null || otherwise == null ? null : new AnyOf(List.of(then, otherwise));
    }

    @Override
    public boolean negates() {
      return true;
    }

    @Override
    public boolean holds(JsonNode value) {
      Schema schema = condition.holds(value) ? then : otherwise;
      return schema == null || schema.holds(value);
    }

    @Override
    public List<Schema> inPlace() {
      List<Schema> all = new ArrayList<>(List.of(condition));
      if (then != null) {
        all.add(then);
      }
      if (otherwise != null) {
        all.add(otherwise);
      }
      return all;
    }
  }

  private static List<Formula> each(List<Schema> schemas, boolean positive, Kind kind) {
    List<Formula> parts = new ArrayList<>(schemas.size());
    for (Schema schema : schemas) {
      parts.add(Formula.is(schema, positive, kind));
    }
    return parts;
  }

  private static List<JsonNode> together(List<Schema> schemas) {
    List<JsonNode> all = new ArrayList<>();
    for (Schema schema : schemas) {
      List<JsonNode> values = schema.values();
      if (values == null) {
        return null;
      }
      all.addAll(values);
    }
    return all;
  }
}
