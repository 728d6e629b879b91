package io.sglflink.constraint.schema;

import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the alternatives without choices that a candidate is. */
final class ObjectShapes {

  /** A pattern of so many names is taken for the names. */
  private static final int FEW_NAMES = 16;

  private final ObjectCandidate candidate;
  private final List<String> order;

  /** Members that are there and have none of the known names. */
  private final List<NameRule> unknown;

  private ObjectShapes(ObjectCandidate candidate, List<String> order, List<NameRule> unknown) {
    this.candidate = candidate;
    this.order = order;
    this.unknown = unknown;
  }

  /**
   * Adds the shapes of {@code candidate} to {@code shapes}.
   *
   * @param order of properties
   */
  static void of(ObjectCandidate candidate, List<String> order, Collection<ObjectShape> shapes) {
    ObjectCandidate own = candidate.copy();
    for (TextSet pattern : patterns(own)) {
      if (pattern.size() <= FEW_NAMES) {
        pattern.texts().forEach(own::value);
      }
    }
    new ObjectShapes(own, order, List.of()).place(shapes);
  }

  /** Says of each member that must be found whether its name is a known one or not. */
  private void place(Collection<ObjectShape> shapes) {
    if (candidate.some().isEmpty()) {
      add(shapes);
      return;
    }
    NameRule first = candidate.some().get(0);
    List<ObjectCandidate> found = new ArrayList<>();
    for (Map.Entry<String, Conjunction> member : candidate.known().entrySet()) {
      String name = member.getKey();
      ObjectCandidate here = without(first);
      if (first.names().contains(name)
          && here.require(name)
          && here.property(name, first.value())) {
        if (candidate.required().contains(name) && here.value(name).equals(member.getValue())) {
          // It is there anyway.
          new ObjectShapes(here, order, unknown).place(shapes);
          return;
        }
        found.add(here);
      }
    }
    found.forEach(here -> new ObjectShapes(here, order, unknown).place(shapes));
    List<NameRule> more = new ArrayList<>(unknown);
    more.add(first);
    new ObjectShapes(without(first), order, more).place(shapes);
  }

  private ObjectCandidate without(NameRule some) {
    ObjectCandidate copy = candidate.copy();
    copy.some().remove(some);
    return copy;
  }

  private void add(Collection<ObjectShape> shapes) {
    List<ObjectShape.Property> properties = new ArrayList<>(candidate.known().size());
    candidate
        .known()
        .forEach(
            (name, value) ->
                properties.add(
                    new ObjectShape.Property(name, candidate.required().contains(name), value)));
    Map<String, Integer> ranks = new HashMap<>();
    order.forEach(name -> ranks.putIfAbsent(name, ranks.size()));
    properties.sort(Comparator.comparingInt(p -> ranks.getOrDefault(p.name(), Integer.MAX_VALUE)));
    List<Cell> cells = new ArrayList<>();
    if (candidate.required().size() < candidate.max()) {
      split(List.copyOf(patterns()), 0, null, Set.of(), cells);
    }
    for (List<ObjectShape.NameClass> wanted : wanted(unknown, cells)) {
      List<ObjectShape.NameClass> classes = new ArrayList<>(wanted);
      for (Cell cell : cells) {
        classes.add(new ObjectShape.NameClass(cell.names, cell.value, false));
      }
      shapes.add(new ObjectShape(properties, classes, candidate.min(), candidate.max()));
    }
  }

  /** Names that are not known and of the same patterns. */
  private record Cell(TextSet names, Set<TextSet> matching, Conjunction value) {}

  private Set<TextSet> patterns() {
    Set<TextSet> patterns = patterns(candidate);
    unknown.forEach(rule -> patterns.addAll(rule.names().patterns()));
    return patterns;
  }

  private static Set<TextSet> patterns(ObjectCandidate candidate) {
    Set<TextSet> patterns = new LinkedHashSet<>();
    candidate.rules().forEach(rule -> patterns.addAll(rule.names().patterns()));
    candidate.some().forEach(rule -> patterns.addAll(rule.names().patterns()));
    return patterns;
  }

  /**
   * @param names null for all names that are not known
   */
  private void split(
      List<TextSet> patterns, int index, TextSet names, Set<TextSet> matching, List<Cell> cells) {
    Set<TextSet> decided = new HashSet<>(patterns.subList(0, index));
    Conjunction value = candidate.sets().any();
    for (NameRule rule : candidate.rules()) {
      if (decided.containsAll(rule.names().patterns()) && rule.names().contains(matching)) {
        value = value.and(rule.value());
      }
    }
    if (value.isNone()) {
      return;
    }
    if (index == patterns.size()) {
      TextSet all = names == null ? others() : names;
      if (!all.isEmpty()) {
        cells.add(new Cell(all, matching, value));
      }
      return;
    }
    TextSet pattern = patterns.get(index);
    Set<TextSet> more = new HashSet<>(matching);
    more.add(pattern);
    TextSet from = names == null ? others() : names;
    TextSet inside = from.and(pattern);
    if (!inside.isEmpty()) {
      split(patterns, index + 1, inside, more, cells);
    }
    decided.add(pattern);
    boolean out =
        candidate.rules().stream()
            .anyMatch(
                rule ->
                    rule.value().isNone()
                        && decided.containsAll(rule.names().patterns())
                        && rule.names().contains(matching));
    if (!out) {
      for (TextSet part : pattern.complement()) {
        TextSet outside = from.and(part);
        if (!outside.isEmpty()) {
          split(patterns, index + 1, outside, matching, cells);
        }
      }
    }
  }

  private TextSet others() {
    return candidate.sets().otherThan(candidate.known().keySet());
  }

  /** The ways to find all of {@code rules} among the cells, one member for some of them or each. */
  private static List<List<ObjectShape.NameClass>> wanted(List<NameRule> rules, List<Cell> cells) {
    List<List<ObjectShape.NameClass>> ways = List.of(List.of());
    for (NameRule rule : rules) {
      List<List<ObjectShape.NameClass>> next = new ArrayList<>();
      for (List<ObjectShape.NameClass> way : ways) {
        for (Cell cell : cells) {
          if (!rule.names().contains(cell.matching)) {
            continue;
          }
          for (int i = 0; i < way.size(); i++) {
            ObjectShape.NameClass other = way.get(i);
            Conjunction both = ((Conjunction) other.value()).and(rule.value());
            if (other.names().equals(cell.names) && !both.obviouslyEmpty()) {
              List<ObjectShape.NameClass> merged = new ArrayList<>(way);
              merged.set(i, new ObjectShape.NameClass(cell.names, both, true));
              next.add(merged);
            }
          }
          Conjunction value = cell.value.and(rule.value());
          if (!value.obviouslyEmpty()) {
            List<ObjectShape.NameClass> longer = new ArrayList<>(way);
            longer.add(new ObjectShape.NameClass(cell.names, value, true));
            next.add(longer);
          }
        }
      }
      ways = next;
    }
    return ways;
  }
}
