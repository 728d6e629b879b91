package io.sglflink.constraint.schema;

import static java.lang.Integer.MAX_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keywords about objects. */
final class ObjectKeywords {

  private ObjectKeywords() {}

  /**
   * {@code properties}, {@code patternProperties}, {@code additionalProperties} and {@code
   * required}.
   *
   * @param additional null when nothing is said of other members
   */
  record Members(
      Map<String, Schema> properties,
      Map<TextSet, Schema> patterns,
      Schema additional,
      Set<String> required)
      implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.OBJECT) {
        return Formula.of(positive);
      }
      return positive ? Formula.object(this::assertOn) : wrong();
    }

    /** The first member that is wrong, required ones first: there it may be missing instead. */
    private Formula wrong() {
      List<Formula> ways = new ArrayList<>();
      List<Formula> before = new ArrayList<>();
      for (String name : required) {
        Schema schema = properties.get(name);
        if (schema == null || schema.complement().isNone()) {
          ways.add(Formula.after(before, Formula.object(c -> c.forbid(name))));
          before.add(Formula.object(c -> c.require(name)));
        } else {
          Conjunction wrong = schema.complement();
          ways.add(Formula.after(before, Formula.object(c -> c.property(name, wrong))));
          before.add(Formula.object(c -> c.require(name) && c.property(name, schema.set())));
        }
      }
      properties.forEach(
          (name, schema) -> {
            Conjunction wrong = schema.complement();
            if (!required.contains(name) && !wrong.isNone()) {
              Formula way = Formula.object(c -> c.require(name) && c.property(name, wrong));
              ways.add(Formula.after(before, way));
              before.add(Formula.object(c -> c.property(name, schema.set())));
            }
          });
      patterns.forEach(
          (pattern, schema) -> some(ways, before, new NameSet.Matching(pattern), schema));
      if (additional != null) {
        some(ways, before, others(), additional);
      }
      return Formula.any(ways);
    }

    private static void some(
        List<Formula> ways, List<Formula> before, NameSet names, Schema schema) {
      Conjunction wrong = schema.complement();
      if (!wrong.isNone()) {
        ways.add(Formula.after(before, Formula.object(c -> c.some(names, wrong))));
      }
    }

    private boolean assertOn(ObjectCandidate candidate) {
      for (Map.Entry<String, Schema> property : properties.entrySet()) {
        if (!candidate.property(property.getKey(), property.getValue().set())) {
          return false;
        }
      }
      for (Map.Entry<TextSet, Schema> pattern : patterns.entrySet()) {
        if (!candidate.members(new NameSet.Matching(pattern.getKey()), pattern.getValue().set())) {
          return false;
        }
      }
      return (additional == null || candidate.members(others(), additional.set()))
          && required.stream().allMatch(candidate::require);
    }

    private NameSet others() {
      return new NameSet.Outside(properties.keySet(), List.copyOf(patterns.keySet()));
    }

    @Override
    public boolean holds(JsonNode value) {
      if (!value.isObject()) {
        return true;
      }
      if (!required.stream().allMatch(value::has)) {
        return false;
      }
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        String name = member.getKey();
        Schema property = properties.get(name);
        boolean other = property == null;
        if (property != null && !property.holds(member.getValue())) {
          return false;
        }
        for (Map.Entry<TextSet, Schema> pattern : patterns.entrySet()) {
          if (pattern.getKey().contains(name)) {
            other = false;
            if (!pattern.getValue().holds(member.getValue())) {
              return false;
            }
          }
        }
        if (other && additional != null && !additional.holds(member.getValue())) {
          return false;
        }
      }
      return true;
    }

    @Override
    public List<Schema> inside() {
      List<Schema> all = new ArrayList<>(properties.values());
      all.addAll(patterns.values());
      if (additional != null) {
        all.add(additional);
      }
      return all;
    }

    @Override
    public Iterable<String> names() {
      return properties.keySet();
    }
  }

  /** {@code propertyNames}. */
  record Names(Schema schema) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.OBJECT || schema.set().isAny()) {
        return Formula.of(positive);
      }
      NameSet wrong = new NameSet.Outside(Set.of(), schema.set().texts());
      Sets sets = schema.sets();
      return Formula.object(
          positive ? c -> c.members(wrong, sets.none()) : c -> c.some(wrong, sets.any()));
    }

    @Override
    public boolean holds(JsonNode value) {
      for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
        if (!schema.holds(TextNode.valueOf(names.next()))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public List<Schema> inside() {
      return List.of(schema);
    }
  }

  /** {@code minProperties} and {@code maxProperties}. */
  record Count(int min, int max) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.OBJECT) {
        return Formula.of(positive);
      }
      if (positive) {
        return Formula.object(c -> c.count(min, max));
      }
      List<Formula> ways = new ArrayList<>();
      if (min > 0) {
        ways.add(Formula.object(c -> c.count(0, min - 1)));
      }
      if (max < MAX_VALUE) {
        ways.add(Formula.object(c -> c.count(max + 1, MAX_VALUE)));
      }
      return Formula.any(ways);
    }

    @Override
    public boolean holds(JsonNode value) {
      return !value.isObject() || (value.size() >= min && value.size() <= max);
    }
  }

  /** An entry of {@code dependentRequired}, or of {@code dependencies} with names. */
  record DependentNames(String name, List<String> others) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.OBJECT || others.isEmpty()) {
        return Formula.of(positive);
      }
      if (positive) {
        return Formula.any(
            List.of(
                Formula.object(c -> c.forbid(name)),
                Formula.object(c -> c.require(name) && others.stream().allMatch(c::require))));
      }
      return Formula.any(
          others.stream()
              .map(other -> Formula.object(c -> c.require(name) && c.forbid(other)))
              .toList());
    }

    @Override
    public boolean holds(JsonNode value) {
      return !value.isObject() || !value.has(name) || others.stream().allMatch(value::has);
    }
  }

  /** An entry of {@code dependentSchemas}, or of {@code dependencies} with a schema. */
  record DependentSchema(String name, Schema schema) implements Keyword {

    @Override
    public Formula formula(Kind kind, boolean positive) {
      if (kind != Kind.OBJECT) {
        return Formula.of(positive);
      }
      Formula there =
          Formula.all(
              List.of(Formula.object(c -> c.require(name)), Formula.is(schema, positive, kind)));
      return positive ? Formula.any(List.of(Formula.object(c -> c.forbid(name)), there)) : there;
    }

    @Override
    public boolean holds(JsonNode value) {
      return !value.isObject() || !value.has(name) || schema.holds(value);
    }

    @Override
    public List<Schema> inPlace() {
      return List.of(schema);
    }
  }
}
