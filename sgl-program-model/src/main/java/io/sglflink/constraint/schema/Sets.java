package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.TextSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All sets of one compiled schema, so that equal ones are one object. */
final class Sets {

  private final Map<List<Literal>, Conjunction> conjunctions = new HashMap<>();
  private final Map<Set<JsonNode>, ValuesLiteral> literals = new HashMap<>();
  private final Map<Set<String>, TextSet> otherNames = new HashMap<>();
  private final Map<ArrayShape, String> uniqueAt = new HashMap<>();
  private final Conjunction any = new Conjunction(this, List.of());
  private final Conjunction none;
  private int ids;

  Sets() {
    conjunctions.put(List.of(), any);
    Literal never = always(false);
    none = new Conjunction(this, List.of(never));
    conjunctions.put(List.of(never), none);
  }

  int nextId() {
    return ids++;
  }

  Conjunction any() {
    return any;
  }

  Conjunction none() {
    return none;
  }

  Literal always(boolean truth) {
    ValuesLiteral never = literal(Set.of());
    return truth ? never.negated() : never;
  }

  /**
   * @param values canonical
   */
  ValuesLiteral literal(Collection<JsonNode> values) {
    return literals.computeIfAbsent(
        new LinkedHashSet<>(values), set -> new ValuesLiteral(nextId(), this, set));
  }

  /** One value, canonical, or all others. */
  Conjunction only(JsonNode value, boolean positive) {
    ValuesLiteral literal = literal(List.of(value));
    return of(positive ? literal : literal.negated());
  }

  Conjunction of(Literal literal) {
    return of(List.of(literal));
  }

  /** The values for which all of {@code all} hold. */
  Conjunction of(List<Literal> all) {
    TreeMap<Integer, Literal> kept = new TreeMap<>();
    Set<JsonNode> not = null;
    List<JsonNode> values = null;
    for (Literal literal : all) {
      Literal simple = literal.simple();
      List<JsonNode> some = simple.values();
      if (some != null) {
        values = values == null || some.size() < values.size() ? some : values;
        kept.put(simple.id, simple);
      } else if (simple instanceof ValuesLiteral others) {
        not = not == null ? new LinkedHashSet<>() : not;
        not.addAll(others.negated().values());
      } else if (kept.containsKey(simple.negated().id)) {
        return none;
      } else {
        kept.put(simple.id, simple);
      }
    }
    if (not != null && !not.isEmpty()) {
      Literal others = literal(not).negated();
      kept.put(others.id, others);
    }
    if (values != null) {
      Literal only = literal(values.stream().filter(v -> holds(kept.values(), v)).toList());
      return intern(List.of(only));
    }
    return intern(List.copyOf(kept.values()));
  }

  private Conjunction intern(List<Literal> key) {
    return conjunctions.computeIfAbsent(key, literals -> new Conjunction(this, literals));
  }

  private static boolean holds(Collection<Literal> literals, JsonNode value) {
    return literals.stream().allMatch(literal -> literal.holds(value));
  }

  /** All strings but {@code names}. */
  TextSet otherThan(Set<String> names) {
    return otherNames.computeIfAbsent(
        Set.copyOf(names), set -> set.isEmpty() ? TextSets.ALL : TextSets.ALL.without(set));
  }

  /** Notes the keyword because of which the items of {@code shape} are different. */
  void uniqueAt(ArrayShape shape, String pointer) {
    uniqueAt.putIfAbsent(shape, pointer);
  }

  /** JSON pointer to the keyword because of which the items of {@code shape} are different. */
  String uniqueAt(ArrayShape shape) {
    return uniqueAt.get(shape);
  }
}
