package io.sglflink.constraint.schema;

import static java.lang.Integer.MAX_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.value.ArrayShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Arrays. */
final class ArrayCandidate extends Candidate {

  private final Sets sets;
  private final List<Conjunction> prefix = new ArrayList<>();
  private Conjunction rest;
  private int min;
  private int max = MAX_VALUE;
  private String uniqueAt;
  private String repeatedAt;
  private final List<ArrayShape.Contains> contains = new ArrayList<>();

  ArrayCandidate(Sets sets) {
    this.sets = sets;
    rest = sets.any();
  }

  @Override
  ArrayCandidate copy() {
    ArrayCandidate copy = new ArrayCandidate(sets);
    copy.prefix.addAll(prefix);
    copy.rest = rest;
    copy.min = min;
    copy.max = max;
    copy.uniqueAt = uniqueAt;
    copy.repeatedAt = repeatedAt;
    copy.contains.addAll(contains);
    return copy;
  }

  boolean count(int atLeast, int atMost) {
    if (atLeast <= min && atMost >= max) {
      return true;
    }
    min = Math.max(min, atLeast);
    max = Math.min(max, atMost);
    return changed(min <= max);
  }

  /** The item at {@code index}, if the array is that long. */
  boolean item(int index, Conjunction value) {
    while (prefix.size() <= index) {
      prefix.add(rest);
    }
    Conjunction both = prefix.get(index).and(value);
    if (both.equals(prefix.get(index))) {
      return true;
    }
    prefix.set(index, both);
    return changed(!both.obviouslyEmpty() || count(0, index));
  }

  /** All items from {@code index} on. */
  boolean itemsFrom(int index, Conjunction value) {
    for (int i = index; i < prefix.size(); i++) {
      if (!item(i, value)) {
        return false;
      }
    }
    while (prefix.size() < index) {
      prefix.add(rest);
    }
    Conjunction both = rest.and(value);
    if (both.equals(rest)) {
      return true;
    }
    rest = both;
    return changed(!both.obviouslyEmpty() || count(0, prefix.size()));
  }

  /**
   * No two items are equal.
   *
   * @param pointer of the keyword that says so
   */
  boolean unique(String pointer) {
    if (uniqueAt != null) {
      return true;
    }
    uniqueAt = pointer;
    return changed(repeatedAt == null);
  }

  /**
   * Two items are equal.
   *
   * @param pointer of the keyword that says so
   */
  boolean repeated(String pointer) {
    if (repeatedAt != null) {
      return true;
    }
    repeatedAt = pointer;
    return changed(uniqueAt == null) && count(2, MAX_VALUE);
  }

  boolean contains(Conjunction matching, Conjunction others, int atLeast, int atMost) {
    if (matching.isNone()) {
      return atLeast == 0;
    }
    if (matching.isAny()) {
      return count(atLeast, atMost);
    }
    for (int i = 0; i < contains.size(); i++) {
      ArrayShape.Contains known = contains.get(i);
      if (known.matching().equals(matching)) {
        if (atLeast <= known.min() && atMost >= known.max()) {
          return true;
        }
        int low = Math.max(atLeast, known.min());
        int high = Math.min(atMost, known.max());
        contains.set(i, new ArrayShape.Contains(matching, others, low, high));
        return changed(low <= high) && count(low, MAX_VALUE);
      }
    }
    contains.add(new ArrayShape.Contains(matching, others, atLeast, atMost));
    return changed(true) && count(atLeast, MAX_VALUE);
  }

  /** Adds the alternatives without choices that this candidate is. */
  void shapes(Collection<ArrayShape> shapes) {
    if (repeatedAt == null) {
      boolean unique = uniqueAt != null && max > 1;
      ArrayShape shape = new ArrayShape(List.copyOf(prefix), rest, min, max, unique, contains);
      if (unique) {
        sets.uniqueAt(shape, uniqueAt);
      }
      shapes.add(shape);
      return;
    }
    List<JsonNode> values = new ArrayList<>(new LinkedHashSet<>(itemValues()));
    for (JsonNode value : values) {
      ArrayCandidate twice = copy();
      twice.repeatedAt = null;
      if (twice.contains(sets.only(value, true), sets.only(value, false), 2, MAX_VALUE)) {
        twice.shapes(shapes);
      }
    }
  }

  private List<JsonNode> itemValues() {
    List<JsonNode> all = new ArrayList<>();
    List<Conjunction> items = new ArrayList<>(prefix.subList(0, Math.min(max, prefix.size())));
    if (max > prefix.size()) {
      items.add(rest);
    }
    for (Conjunction item : items) {
      List<JsonNode> values = Sizes.few(item);
      if (values == null) {
        throw Place.unsupportedAt(
            repeatedAt,
            "that uniqueItems does not hold cannot be enforced, unless the items are of an enum:"
                + " give them one");
      }
      all.addAll(values);
    }
    return all;
  }
}
