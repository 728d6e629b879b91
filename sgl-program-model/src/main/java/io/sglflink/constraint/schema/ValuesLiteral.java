package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.TextSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value is one of some values, or none of them. */
final class ValuesLiteral extends Literal {

  private final Sets sets;
  private final Set<JsonNode> values;
  private final boolean positive;
  private ValuesLiteral negated;

  ValuesLiteral(int id, Sets sets, Set<JsonNode> values) {
    this(id, sets, values, true);
    negated = new ValuesLiteral(sets.nextId(), sets, values, false);
    negated.negated = this;
  }

  private ValuesLiteral(int id, Sets sets, Set<JsonNode> values, boolean positive) {
    super(id);
    this.sets = sets;
    this.values = values;
    this.positive = positive;
  }

  @Override
  Literal negated() {
    return negated;
  }

  @Override
  boolean negative() {
    return !positive;
  }

  @Override
  Literal simple() {
    return this;
  }

  @Override
  boolean holds(JsonNode value) {
    return values.contains(value) == positive;
  }

  @Override
  List<JsonNode> values() {
    return positive ? List.copyOf(values) : null;
  }

  @Override
  Iterable<String> names() {
    return names(values);
  }

  @Override
  Formula expand(Kind kind) {
    List<JsonNode> some = values.stream().filter(value -> Kind.of(value) == kind).toList();
    if (some.isEmpty()) {
      return Formula.of(!positive);
    }
    return switch (kind) {
      case NUMBER -> {
        NumberSet numbers = numbers(some);
        yield Formula.number(candidate -> candidate.in(numbers));
      }
      case TEXT -> {
        TextSet texts = texts(some);
        yield Formula.text(candidate -> candidate.in(texts));
      }
      case ARRAY ->
          positive ? Formula.any(some.stream().map(this::array).toList()) : otherArray(some, 0);
      case OBJECT ->
          positive
              ? Formula.any(some.stream().map(this::object).toList())
              : otherObject(some, List.copyOf(names(some)), 0);
    };
  }

  private NumberSet numbers(List<JsonNode> some) {
    List<BigDecimal> numbers = some.stream().map(JsonNode::decimalValue).toList();
    if (positive) {
      return NumberSets.of(numbers);
    }
    NumberSet rest = NumberSets.ALL;
    for (BigDecimal number : numbers) {
      rest = rest.without(number);
    }
    return rest;
  }

  private TextSet texts(List<JsonNode> some) {
    List<String> texts = some.stream().map(JsonNode::textValue).toList();
    return positive ? TextSets.of(texts) : TextSets.ALL.without(texts);
  }

  private Formula array(JsonNode value) {
    int size = value.size();
    List<Formula> parts = new ArrayList<>();
    parts.add(Formula.array(c -> c.count(size, size)));
    for (int i = 0; i < size; i++) {
      int index = i;
      Conjunction item = sets.only(value.get(i), true);
      parts.add(Formula.array(c -> c.item(index, item)));
    }
    return Formula.all(parts);
  }

  private Formula object(JsonNode value) {
    List<Formula> parts = new ArrayList<>();
    value
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              Conjunction inner = sets.only(member.getValue(), true);
              parts.add(Formula.object(c -> c.require(name) && c.property(name, inner)));
            });
    NameSet others = new NameSet.Outside(names(List.of(value)), List.of());
    parts.add(Formula.object(c -> c.members(others, sets.none())));
    return Formula.all(parts);
  }

  /**
   * Arrays that are none of {@code equal}, which begin with the same {@code index} items as they
   * do. Told item by item, for all at once: the first item that none of them has settles it, so the
   * ways to differ add up where one by one they would multiply.
   */
  private Formula otherArray(List<JsonNode> equal, int index) {
    Map<JsonNode, List<JsonNode>> byItem = new LinkedHashMap<>();
    boolean ends = false;
    for (JsonNode value : equal) {
      if (value.size() == index) {
        ends = true;
      } else {
        byItem.computeIfAbsent(value.get(index), item -> new ArrayList<>()).add(value);
      }
    }
    Conjunction another = sets.of(sets.literal(byItem.keySet()).negated());
    int least = ends ? index + 1 : 0;
    List<Formula> ways = new ArrayList<>();
    ways.add(Formula.array(c -> c.count(least, Integer.MAX_VALUE) && c.item(index, another)));
    byItem.forEach(
        (item, same) -> {
          Conjunction one = sets.only(item, true);
          Formula here =
              Formula.array(c -> c.count(index + 1, Integer.MAX_VALUE) && c.item(index, one));
          ways.add(Formula.all(List.of(here, otherArray(same, index + 1))));
        });
    return Formula.any(ways);
  }

  /** The same for objects whose members of the first {@code index} names are equal. */
  private Formula otherObject(List<JsonNode> equal, List<String> names, int index) {
    if (index == names.size()) {
      NameSet others = new NameSet.Outside(new LinkedHashSet<>(names), List.of());
      return Formula.object(c -> c.some(others, sets.any()));
    }
    String name = names.get(index);
    Map<JsonNode, List<JsonNode>> byValue = new LinkedHashMap<>();
    List<JsonNode> without = new ArrayList<>();
    for (JsonNode value : equal) {
      JsonNode inner = value.get(name);
      (inner == null ? without : byValue.computeIfAbsent(inner, key -> new ArrayList<>()))
          .add(value);
    }
    Conjunction another = sets.of(sets.literal(byValue.keySet()).negated());
    List<Formula> ways = new ArrayList<>();
    if (without.isEmpty()) {
      ways.add(Formula.object(c -> c.property(name, another)));
    } else {
      ways.add(Formula.object(c -> c.require(name) && c.property(name, another)));
      Formula absent = Formula.object(c -> c.forbid(name));
      ways.add(Formula.all(List.of(absent, otherObject(without, names, index + 1))));
    }
    byValue.forEach(
        (inner, same) -> {
          Conjunction one = sets.only(inner, true);
          Formula here = Formula.object(c -> c.require(name) && c.property(name, one));
          ways.add(Formula.all(List.of(here, otherObject(same, names, index + 1))));
        });
    return Formula.any(ways);
  }

  private static Set<String> names(Collection<JsonNode> objects) {
    Set<String> names = new LinkedHashSet<>();
    objects.forEach(value -> value.fieldNames().forEachRemaining(names::add));
    return names;
  }
}
