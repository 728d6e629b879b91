package io.sglflink.constraint.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects. */
final class ObjectCandidate extends Candidate {

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

  /** What is known of the value of the member called {@code name}. */
  Conjunction value(String name) {
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

  Sets sets() {
    return sets;
  }

  /** The names that were mentioned, and what is known of the values of their members. */
  Map<String, Conjunction> known() {
    return known;
  }

  /** What the values of members with some names are. */
  List<NameRule> rules() {
    return rules;
  }

  /** Names and values of which there is a member each; they may be taken out. */
  List<NameRule> some() {
    return some;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
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
}
