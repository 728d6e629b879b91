package io.sglflink.constraint.schema;

import static java.lang.Long.MAX_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import io.sglflink.constraint.value.ValueSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** How many values sets have. */
final class Sizes {

  private static final int FEW = 100;

  /** Items up to which arrays of each length are counted. */
  private static final int MAX_LENGTH = 1_000;

  private Sizes() {}

  /** At least so many; all of them where {@link Conjunction#sizeExact}. */
  static long of(Conjunction set) {
    if (set.size < 0) {
      List<Conjunction> below = new ArrayList<>();
      visit(set, new HashSet<>(), below);
      boolean again = true;
      for (int round = 0; again; round++) {
        again = false;
        for (Conjunction each : below) {
          long size = count(each);
          if (size > each.growing) {
            // Values that nest deeper than there are sets hold one of a set in another of it.
            each.growing = round > below.size() ? MAX_VALUE : size;
            again = true;
          }
        }
      }
      below.forEach(each -> each.size = each.growing);
    }
    return set.size;
  }

  /** Collects what values of {@code set} are made of, itself last. */
  private static void visit(Conjunction set, Set<Conjunction> seen, List<Conjunction> below) {
    if (set.size >= 0 || !seen.add(set)) {
      return;
    }
    if (scalars(set) < MAX_VALUE) {
      for (ArrayShape shape : set.possibleArrays()) {
        shape.prefix().forEach(item -> visit((Conjunction) item, seen, below));
        visit((Conjunction) shape.rest(), seen, below);
      }
      for (ObjectShape shape : set.possibleObjects()) {
        shape.properties().forEach(one -> visit((Conjunction) one.value(), seen, below));
        shape.others().forEach(one -> visit((Conjunction) one.value(), seen, below));
      }
    }
    below.add(set);
  }

  private static long known(ValueSet value) {
    Conjunction set = (Conjunction) value;
    return set.size >= 0 ? set.size : set.growing;
  }

  private static long scalars(Conjunction set) {
    long count = (set.hasNull() ? 1L : 0L) + (set.hasTrue() ? 1 : 0) + (set.hasFalse() ? 1 : 0);
    count = plus(count, most(set, set.numbers(), NumberSet::size));
    return plus(count, most(set, set.texts(), TextSet::size));
  }

  private static long count(Conjunction set) {
    if (set.values() != null) {
      return set.values().size();
    }
    long count = scalars(set);
    if (count < MAX_VALUE) {
      count = plus(count, most(set, set.possibleArrays(), shape -> count(set, shape)));
      count = plus(count, most(set, set.possibleObjects(), shape -> count(set, shape)));
    }
    return count;
  }

  /** Alternatives may overlap, so only the largest counts. */
  private static <T> long most(Conjunction set, List<T> alternatives, ToLongFunction<T> size) {
    set.sizeExact &= alternatives.size() < 2;
    return alternatives.stream().mapToLong(size).max().orElse(0);
  }

  private static long count(Conjunction set, ArrayShape shape) {
    set.sizeExact &= shape.contains().isEmpty() && !(shape.unique() && !shape.prefix().isEmpty());
    if (!shape.contains().isEmpty()) {
      return 0;
    }
    long count = 0;
    long sameLength = 1;
    for (int length = 0; sameLength > 0 && count < MAX_VALUE; length++) {
      if (length >= shape.min()) {
        count = plus(count, sameLength);
      }
      if (length == shape.max()) {
        break;
      }
      long item = exact(set, shape.item(length));
      item = shape.unique() && item < MAX_VALUE ? Math.max(0, item - length) : item;
      boolean endless = shape.max() == Integer.MAX_VALUE && length >= shape.prefix().size();
      if (item == 1 && endless && !shape.unique()) {
        return MAX_VALUE;
      }
      sameLength = times(sameLength, item);
      if (length == MAX_LENGTH) {
        set.sizeExact = false;
        break;
      }
    }
    return count;
  }

  private static long count(Conjunction set, ObjectShape shape) {
    long count = 1;
    int required = 0;
    for (ObjectShape.Property property : shape.properties()) {
      if (property.required()) {
        count = times(count, exact(set, property.value()));
        required++;
      }
    }
    boolean free = shape.min() <= required && shape.max() == Integer.MAX_VALUE;
    set.sizeExact &= free && shape.others().isEmpty();
    for (ObjectShape.Property property : shape.properties()) {
      if (free && !property.required()) {
        count = times(count, plus(exact(set, property.value()), 1));
      }
    }
    if (shape.max() > required) {
      for (ObjectShape.NameClass others : shape.others()) {
        if (known(others.value()) > 0) {
          count = times(count, others.names().size());
        }
      }
    }
    return count;
  }

  /** The size of {@code part}, which that of {@code set} is only as exact as. */
  private static long exact(Conjunction set, ValueSet part) {
    set.sizeExact &= ((Conjunction) part).sizeExact;
    return known(part);
  }

  private static long plus(long a, long b) {
    return a > MAX_VALUE - b ? MAX_VALUE : a + b;
  }

  private static long times(long a, long b) {
    return b != 0 && a > MAX_VALUE / b ? MAX_VALUE : a * b;
  }

  /** All values, canonical; null when there are many, or arrays or objects not listed. */
  static List<JsonNode> few(Conjunction set) {
    if (set.values() != null) {
      return set.values();
    }
    if (!set.numbers().isEmpty() || set.possible(Kind.ARRAY) || set.possible(Kind.OBJECT)) {
      return null;
    }
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode value : List.of(NullNode.instance, BooleanNode.TRUE, BooleanNode.FALSE)) {
      if (set.contains(value)) {
        all.add(value);
      }
    }
    for (TextSet texts : set.texts()) {
      if (texts.size() > FEW) {
        return null;
      }
      texts.texts().forEach(text -> all.add(TextNode.valueOf(text)));
    }
    return all;
  }

  /**
   * Whether the fewest items of an array can all be different, however those before each are
   * chosen.
   *
   * @throws io.sglflink.constraint.ConstraintException where that depends on the choice, or cannot
   *     be told
   */
  static boolean differ(ArrayShape shape) {
    int told = Math.min(shape.min(), shape.prefix().size());
    for (int place = 1; place < told; place++) {
      if (!differs(shape, place, shape.prefix().subList(0, place), 0)) {
        return false;
      }
    }
    int more = shape.min() - told;
    return more == 0 || differs(shape, told, shape.prefix().subList(0, told), more - 1);
  }

  /** Whether an item may be none of those of the sets {@code before} and of {@code same} more. */
  private static boolean differs(ArrayShape shape, int place, List<ValueSet> before, int same) {
    Conjunction item = (Conjunction) shape.item(place);
    int equal = same;
    int rivals = same;
    for (ValueSet other : before) {
      equal += other == item ? 1 : 0;
      rivals += item.and((Conjunction) other).obviouslyEmpty() ? 0 : 1;
    }
    long size = of(item);
    if (size > rivals) {
      return true;
    }
    if (item.sizeExact && size <= equal) {
      return false;
    }
    throw Place.unsupportedAt(
        item.sets().uniqueAt(shape),
        "uniqueItems with minItems "
            + shape.min()
            + " cannot be enforced: item "
            + place
            + " may find all its values taken by items before it; give it more values, or values"
            + " of its own");
  }

  /**
   * Bytes of the shortest texts of different values, short ones first. Of arrays and objects only
   * those of an enum are among them.
   */
  static List<Integer> lengths(Conjunction set, int count) {
    List<Integer> lengths = new ArrayList<>();
    if (set.values() != null) {
      set.values().forEach(value -> lengths.add(Shortest.of(set.only(value))));
      Collections.sort(lengths);
      return lengths.subList(0, Math.min(count, lengths.size()));
    }
    if (set.hasNull()) {
      lengths.add(4);
    }
    if (set.hasTrue()) {
      lengths.add(4);
    }
    if (set.hasFalse()) {
      lengths.add(5);
    }
    Set<BigDecimal> numbers = new HashSet<>();
    for (NumberSet alternative : set.numbers()) {
      NumberSet rest = alternative;
      for (int i = 0; i < Math.min(count, FEW) && !rest.isEmpty(); i++) {
        String text = StringLengths.shortest(rest.start());
        BigDecimal number = new BigDecimal(text);
        if (numbers.add(number.stripTrailingZeros())) {
          lengths.add(text.length());
        }
        rest = rest.without(number);
      }
    }
    for (TextSet texts : set.texts()) {
      lengths.addAll(StringLengths.shortest(texts, count));
    }
    Collections.sort(lengths);
    return lengths.subList(0, Math.min(count, lengths.size()));
  }
}
