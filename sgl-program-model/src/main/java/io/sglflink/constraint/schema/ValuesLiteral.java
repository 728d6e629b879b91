package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.TextSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode value : values) {
      value.fieldNames().forEachRemaining(names::add);
    }
    return names;
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
      case ARRAY -> each(some, this::array);
      case OBJECT -> each(some, this::object);
    };
  }

  private Formula each(List<JsonNode> some, Function<JsonNode, Formula> formula) {
    List<Formula> each = some.stream().map(formula).toList();
    return positive ? Formula.any(each) : Formula.all(each);
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
    if (positive) {
      parts.add(Formula.array(c -> c.count(size, size)));
    } else {
      if (size > 0) {
        parts.add(Formula.array(c -> c.count(0, size - 1)));
      }
      parts.add(Formula.array(c -> c.count(size + 1, Integer.MAX_VALUE)));
    }
    for (int i = 0; i < size; i++) {
      int index = i;
      Conjunction item = sets.only(value.get(i), positive);
      parts.add(
          Formula.array(
              c -> c.count(positive ? 0 : index + 1, Integer.MAX_VALUE) && c.item(index, item)));
    }
    return positive ? Formula.all(parts) : Formula.any(parts);
  }

  private Formula object(JsonNode value) {
    List<Formula> parts = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    value
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              Conjunction inner = sets.only(member.getValue(), positive);
              names.add(name);
              if (!positive) {
                parts.add(Formula.object(c -> c.forbid(name)));
              }
              parts.add(Formula.object(c -> c.require(name) && c.property(name, inner)));
            });
    NameSet others = new NameSet.Outside(names, List.of());
    parts.add(
        Formula.object(
            positive ? c -> c.members(others, sets.none()) : c -> c.some(others, sets.any())));
    return positive ? Formula.all(parts) : Formula.any(parts);
  }
}
