package io.sglflink.constraint.schema;

import static io.sglflink.constraint.value.ValueSet.NEVER;

import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lengths of the shortest texts: the least fixpoint over what values require of each other. A set
 * that needs itself to be written has no text.
 */
final class Shortest {

  private static final int CAP = NEVER - 1;

  /** Different items that are looked for. */
  private static final int MAX_DIFFERENT = 64;

  private Shortest() {}

  static int of(Conjunction set) {
    if (!set.shortestKnown) {
      List<Conjunction> below = new ArrayList<>();
      visit(set, new HashSet<>(), below);
      boolean again = true;
      while (again) {
        again = false;
        for (Conjunction each : below) {
          int length = best(each);
          if (length < each.shortest) {
            each.shortest = length;
            again = true;
          }
        }
      }
      below.forEach(each -> each.shortestKnown = true);
    }
    return set.shortest;
  }

  /** The length of the shortest text of a shape; {@link ValueSet#NEVER} if it is empty. */
  static int of(ArrayShape shape) {
    required(shape).forEach(Shortest::of);
    return length(shape);
  }

  /** The length of the shortest text of a shape; {@link ValueSet#NEVER} if it is empty. */
  static int of(ObjectShape shape) {
    required(shape).forEach(Shortest::of);
    return length(shape);
  }

  /** Collects what {@code set} requires, itself last. */
  private static void visit(Conjunction set, Set<Conjunction> seen, List<Conjunction> below) {
    if (set.shortestKnown || !seen.add(set)) {
      return;
    }
    set.shortest = scalar(set);
    if (set.shortest > 1) {
      for (ArrayShape shape : set.possibleArrays()) {
        required(shape).forEach(inner -> visit(inner, seen, below));
      }
      for (ObjectShape shape : set.possibleObjects()) {
        required(shape).forEach(inner -> visit(inner, seen, below));
      }
    }
    below.add(set);
  }

  private static int best(Conjunction set) {
    int best = set.shortest;
    if (best > 1) {
      for (ArrayShape shape : set.possibleArrays()) {
        best = Math.min(best, length(shape));
      }
      for (ObjectShape shape : set.possibleObjects()) {
        best = Math.min(best, length(shape));
      }
    }
    return best;
  }

  private static int scalar(Conjunction set) {
    int best = set.hasNull() || set.hasTrue() ? 4 : set.hasFalse() ? 5 : NEVER;
    for (NumberSet numbers : set.numbers()) {
      best = Math.min(best, numbers.start().shortest());
    }
    if (best > 2) {
      for (TextSet texts : set.texts()) {
        best = Math.min(best, StringLengths.shortest(texts));
      }
    }
    return best;
  }

  private static List<Conjunction> required(ArrayShape shape) {
    List<Conjunction> all = new ArrayList<>();
    if (shape.contains().isEmpty()) {
      for (int i = 0; i < Math.min(shape.min(), shape.prefix().size() + 1); i++) {
        all.add((Conjunction) shape.item(i));
      }
    } else {
      ContainsPlan.items(shape).forEach(all::addAll);
    }
    return all;
  }

  private static List<Conjunction> required(ObjectShape shape) {
    List<Conjunction> all = new ArrayList<>();
    int count = 0;
    for (ObjectShape.Property property : shape.properties()) {
      if (property.required()) {
        all.add((Conjunction) property.value());
        count++;
      }
    }
    for (ObjectShape.NameClass others : shape.others()) {
      if (others.required()) {
        all.add((Conjunction) others.value());
        count++;
      }
    }
    if (count < shape.min()) {
      shape.properties().forEach(property -> all.add((Conjunction) property.value()));
      shape.others().forEach(others -> all.add((Conjunction) others.value()));
    }
    return all;
  }

  private static int length(ArrayShape shape) {
    if (!shape.contains().isEmpty()) {
      return ContainsPlan.length(shape);
    }
    if (shape.unique() && shape.min() > 1 && !Sizes.differ(shape)) {
      return NEVER;
    }
    long total = 2L + Math.max(0, shape.min() - 1);
    for (int i = 0; i < Math.min(shape.min(), shape.prefix().size()); i++) {
      total = plus(total, shape.item(i));
    }
    int more = shape.min() - shape.prefix().size();
    if (more > 1 && shape.unique() && shape.prefix().isEmpty()) {
      total = different(total, (Conjunction) shape.rest(), more);
    } else if (more > 0) {
      int each = ((Conjunction) shape.rest()).shortest;
      total = each == NEVER ? NEVER : total + (long) more * each;
    }
    return total >= NEVER ? NEVER : (int) Math.min(total, CAP);
  }

  private static long different(long total, Conjunction item, int count) {
    if (item.shortest == NEVER) {
      return NEVER;
    }
    long sum = total;
    List<Integer> lengths = Sizes.lengths(item, Math.min(count, MAX_DIFFERENT));
    // Those that were not looked for count as the last; arrays and objects not at all.
    boolean listed =
        item.values() != null || (!item.possible(Kind.ARRAY) && !item.possible(Kind.OBJECT));
    for (int i = 0; i < count; i++) {
      int length = item.shortest;
      if (listed || (i < lengths.size() && lengths.get(i) <= item.shortest)) {
        length = lengths.get(Math.min(i, lengths.size() - 1));
      }
      sum += length;
    }
    return sum;
  }

  private static long plus(long total, ValueSet value) {
    int length = ((Conjunction) value).shortest;
    return length == NEVER ? NEVER : total + length;
  }

  private static int length(ObjectShape shape) {
    long total = 2;
    int count = 0;
    List<Long> optional = new ArrayList<>();
    for (ObjectShape.Property property : shape.properties()) {
      int length = ((Conjunction) property.value()).shortest;
      long member = length == NEVER ? NEVER : StringLengths.of(property.name()) + 2L + length;
      if (!property.required()) {
        optional.add(member);
      } else if (member >= NEVER) {
        return NEVER;
      } else {
        total += member;
        count++;
      }
    }
    for (ObjectShape.NameClass others : shape.others()) {
      int length = ((Conjunction) others.value()).shortest;
      if (others.required()) {
        if (length == NEVER) {
          return NEVER;
        }
        total += StringLengths.shortest(others.names()) + 2L + length;
        count++;
      } else if (length != NEVER && shape.min() > 0) {
        for (int name : StringLengths.shortest(others.names(), shape.min())) {
          optional.add(name + 2L + length);
        }
      }
    }
    if (count > shape.max()) {
      return NEVER;
    }
    Collections.sort(optional);
    for (int i = 0; count < shape.min(); i++) {
      if (i == optional.size() || optional.get(i) >= NEVER) {
        return NEVER;
      }
      total += optional.get(i);
      count++;
    }
    total -= count == 0 ? 0 : 1;
    return (int) Math.min(total, CAP);
  }
}
