package io.sglflink.constraint.schema;

import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects. */
final class ObjectCandidate extends Candidate {

  /** A pattern of so many names is taken for the names. */
  private static final int FEW_NAMES = 16;

  private final Sets sets;

  /** All names that were mentioned, and all that is known of their values. */
  private final Map<String, Conjunction> known = new LinkedHashMap<>();

  private final Set<String> required = new LinkedHashSet<>();
  private final List<NameRule> rules = new ArrayList<>();
  private final List<NameRule> some = new ArrayList<>();
  private int min;
  private int max = Integer.MAX_VALUE;

  ObjectCandidate(Sets sets) {
    this.sets = sets;
  }

  @Override
  ObjectCandidate copy() {
    ObjectCandidate copy = new ObjectCandidate(sets);
    copy.known.putAll(known);
    copy.required.addAll(required);
    copy.rules.addAll(rules);
    copy.some.addAll(some);
    copy.min = min;
    copy.max = max;
    return copy;
  }

  boolean count(int atLeast, int atMost) {
    if (atLeast <= min && atMost >= max) {
      return true;
    }
    min = Math.max(min, atLeast);
    max = Math.min(max, atMost);
    return changed(min <= max && required.size() <= max);
  }

  boolean require(String name) {
    return !required.add(name) || changed(!value(name).obviouslyEmpty() && required.size() <= max);
  }

  boolean forbid(String name) {
    return property(name, sets.none());
  }

  /** The member called {@code name}, if there is one. */
  boolean property(String name, Conjunction value) {
    Conjunction old = value(name);
    Conjunction both = old.and(value);
    if (both.equals(old)) {
      return true;
    }
    known.put(name, both);
    return changed(!required.contains(name) || !both.obviouslyEmpty());
  }

  /** All members with such names. */
  boolean members(NameSet names, Conjunction value) {
    mention(names);
    NameRule rule = new NameRule(names, value);
    if (value.isAny() || rules.contains(rule)) {
      return true;
    }
    rules.add(rule);
    changed = true;
    for (String name : List.copyOf(known.keySet())) {
      if (names.contains(name) && !property(name, value)) {
        return false;
      }
    }
    return true;
  }

  /** At least one member has such a name and such a value. */
  boolean some(NameSet names, Conjunction value) {
    mention(names);
    NameRule rule = new NameRule(names, value);
    if (some.contains(rule)) {
      return true;
    }
    some.add(rule);
    changed = true;
    return !value.obviouslyEmpty() && count(1, Integer.MAX_VALUE);
  }

  private void mention(NameSet names) {
    if (names instanceof NameSet.Outside outside) {
      outside.names().forEach(this::value);
    }
  }

  private Conjunction value(String name) {
    Conjunction value = known.get(name);
    if (value == null) {
      value = sets.any();
      for (NameRule rule : rules) {
        if (rule.names().contains(name)) {
          value = value.and(rule.value());
        }
      }
      known.put(name, value);
    }
    return value;
  }

  /** The names of the members that must be there. */
  Set<String> required() {
    return required;
  }

  /** Of what is said beside whether {@code name} is there. */
  int hashWithout(String name) {
    int hash = known.keySet().hashCode();
    for (Map.Entry<String, Conjunction> member : known.entrySet()) {
      if (!member.getKey().equals(name)) {
        int required = this.required.contains(member.getKey()) ? 1 : 0;
        hash += member.getKey().hashCode() * (2 * member.getValue().hashCode() + required);
      }
    }
    return hash;
  }

  /**
   * What this one and {@code other} are together when they are equal but for {@code name}, which
   * one of them requires and the other forbids; else null.
   */
  ObjectCandidate or(ObjectCandidate other, String name) {
    boolean here = required.contains(name);
    ObjectCandidate with = here ? this : other;
    ObjectCandidate without = here ? other : this;
    if (here == other.required.contains(name)
        || !without.value(name).isNone()
        || !saysTheSame(other)
        || !known.keySet().equals(other.known.keySet())) {
      return null;
    }
    for (Map.Entry<String, Conjunction> member : known.entrySet()) {
      String same = member.getKey();
      if (!same.equals(name)
          && (!member.getValue().equals(other.known.get(same))
              || required.contains(same) != other.required.contains(same))) {
        return null;
      }
    }
    ObjectCandidate either = with.copy();
    either.required.remove(name);
    return either;
  }

  /** Whether all objects of {@code other} surely are objects of this candidate too. */
  boolean contains(ObjectCandidate other) {
    if (!other.required.containsAll(required)
        || !saysTheSame(other)
        || !known.keySet().equals(other.known.keySet())) {
      return false;
    }
    for (Map.Entry<String, Conjunction> member : known.entrySet()) {
      if (!member.getValue().contains(other.known.get(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether both say the same of their number and of names that are not known. */
  private boolean saysTheSame(ObjectCandidate other) {
    return min == other.min
        && max == other.max
        && rules.equals(other.rules)
        && some.equals(other.some);
  }

  /**
   * Adds the alternatives without choices that this candidate is.
   *
   * @param order of properties
   */
  void shapes(List<String> order, Collection<ObjectShape> shapes) {
    for (TextSet pattern : patterns()) {
      if (pattern.size() <= FEW_NAMES) {
        pattern.texts().forEach(this::value);
      }
    }
    place(List.of(), order, shapes);
  }

  /** Says of each member that must be found whether its name is a known one or not. */
  private void place(List<NameRule> unknown, List<String> order, Collection<ObjectShape> shapes) {
    if (some.isEmpty()) {
      addShapes(unknown, order, shapes);
      return;
    }
    NameRule first = some.get(0);
    for (Map.Entry<String, Conjunction> member : known.entrySet()) {
      String name = member.getKey();
      if (first.names().contains(name)) {
        ObjectCandidate here = copy();
        here.some.remove(first);
        if (here.require(name) && here.property(name, first.value())) {
          if (required.contains(name) && here.value(name).equals(member.getValue())) {
            // It is there anyway.
            shapesOf(here, unknown, order, shapes);
            return;
          }
        }
      }
    }
    for (String name : known.keySet()) {
      ObjectCandidate here = copy();
      here.some.remove(first);
      if (first.names().contains(name)
          && here.require(name)
          && here.property(name, first.value())) {
        shapesOf(here, unknown, order, shapes);
      }
    }
    ObjectCandidate elsewhere = copy();
    elsewhere.some.remove(first);
    List<NameRule> more = new ArrayList<>(unknown);
    more.add(first);
    shapesOf(elsewhere, more, order, shapes);
  }

  private static void shapesOf(
      ObjectCandidate candidate,
      List<NameRule> unknown,
      List<String> order,
      Collection<ObjectShape> shapes) {
    candidate.place(unknown, order, shapes);
  }

  private void addShapes(
      List<NameRule> unknown, List<String> order, Collection<ObjectShape> shapes) {
    List<ObjectShape.Property> properties = new ArrayList<>(known.size());
    known.forEach(
        (name, value) ->
            properties.add(new ObjectShape.Property(name, required.contains(name), value)));
    Map<String, Integer> ranks = new HashMap<>();
    order.forEach(name -> ranks.putIfAbsent(name, ranks.size()));
    properties.sort(Comparator.comparingInt(p -> ranks.getOrDefault(p.name(), Integer.MAX_VALUE)));
    List<Cell> cells = new ArrayList<>();
    if (required.size() < max) {
      split(List.copyOf(patterns(unknown)), 0, null, Set.of(), cells);
    }
    for (List<ObjectShape.NameClass> wanted : wanted(unknown, cells)) {
      List<ObjectShape.NameClass> classes = new ArrayList<>(wanted);
      for (Cell cell : cells) {
        classes.add(new ObjectShape.NameClass(cell.names, cell.value, false));
      }
      shapes.add(new ObjectShape(properties, classes, min, max));
    }
  }

  /** Names that are not known and of the same patterns. */
  private record Cell(TextSet names, Set<TextSet> matching, Conjunction value) {}

  private Set<TextSet> patterns(List<NameRule> unknown) {
    Set<TextSet> patterns = new LinkedHashSet<>(patterns());
    unknown.forEach(rule -> patterns.addAll(rule.names().patterns()));
    return patterns;
  }

  private Set<TextSet> patterns() {
    Set<TextSet> patterns = new LinkedHashSet<>();
    rules.forEach(rule -> patterns.addAll(rule.names().patterns()));
    some.forEach(rule -> patterns.addAll(rule.names().patterns()));
    return patterns;
  }

  /**
   * @param names null for all names that are not known
   */
  private void split(
      List<TextSet> patterns, int index, TextSet names, Set<TextSet> matching, List<Cell> cells) {
    Set<TextSet> decided = new HashSet<>(patterns.subList(0, index));
    Conjunction value = sets.any();
    for (NameRule rule : rules) {
      if (decided.containsAll(rule.names().patterns()) && rule.names().contains(matching)) {
        value = value.and(rule.value());
      }
    }
    if (value.isNone()) {
      return;
    }
    if (index == patterns.size()) {
      TextSet all = names == null ? sets.otherThan(known.keySet()) : names;
      if (!all.isEmpty()) {
        cells.add(new Cell(all, matching, value));
      }
      return;
    }
    TextSet pattern = patterns.get(index);
    Set<TextSet> more = new HashSet<>(matching);
    more.add(pattern);
    TextSet from = names == null ? sets.otherThan(known.keySet()) : names;
    TextSet inside = from.and(pattern);
    if (!inside.isEmpty()) {
      split(patterns, index + 1, inside, more, cells);
    }
    decided.add(pattern);
    boolean out =
        rules.stream()
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
