package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ValueSet;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How few bytes complete an array of one shape. */
final class ArrayCosts {

  private static final int MAX_DEPTH = 1_000;

  /** Different values that are looked for; further ones count as much as the last. */
  private static final int MAX_DISTINCT = 64;

  private static final JsonStyle COMPACT =
      new JsonStyle(JsonStyle.Whitespace.COMPACT, JsonStyle.PropertyOrder.SCHEMA);

  private final ArrayPlan plan;
  private final ArrayShape shape;
  private final Map<Items, Integer> known = new HashMap<>();
  private final IdentityHashMap<ValueSet, List<Integer>> distinct = new IdentityHashMap<>();

  ArrayCosts(ArrayPlan plan, ArrayShape shape) {
    this.plan = plan;
    this.shape = shape;
  }

  /**
   * Bytes after an item that complete the array, with its closing bracket; {@link ValueSet#NEVER}
   * where it cannot be completed.
   */
  int rest(Items items) {
    return shape.contains().isEmpty() ? missing(items) : search(items, 0);
  }

  /**
   * The same where items must differ.
   *
   * @param open whether the last item's value is not known: it is taken for the cheapest, which it
   *     is on the shortest way
   */
  int rest(Items items, boolean open) {
    int rest = rest(items);
    int from = Math.max(items.index(), shape.prefix().size());
    int missing = shape.min() - from;
    if (!shape.unique() || missing <= 0 || rest == ValueSet.NEVER) {
      return rest;
    }
    List<Integer> lengths = lengths(items.rest());
    int first = open ? 1 : 0;
    for (int i = 0; i < missing && !lengths.isEmpty(); i++) {
      rest += lengths.get(Math.min(first + i, lengths.size() - 1)) - items.rest().shortest();
    }
    return rest;
  }

  /** Lengths of the shortest texts of different values, as many as are ever needed. */
  private List<Integer> lengths(ValueSet set) {
    List<Integer> known = distinct.get(set);
    if (known == null) {
      known = new ArrayList<>();
      ValueSet left = set;
      while (known.size() <= Math.min(shape.min(), MAX_DISTINCT) && !left.isEmpty()) {
        byte[] text = shortest(left);
        known.add(text.length);
        left = left.without(Tape.value(text));
      }
      distinct.put(set, known);
    }
    return known;
  }

  private static byte[] shortest(ValueSet set) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteState at = JsonAutomaton.start(set, COMPACT, false);
    for (int left = at.shortest() - 1; left >= 0; left--) {
      int value = 0;
      ByteState next = at.next(value);
      while (next == null || next.shortest() != left) {
        next = at.next(++value);
      }
      text.write(value);
      at = next;
    }
    return text.toByteArray();
  }

  private int missing(Items items) {
    long bytes = 1;
    int index = items.index();
    int known = Math.min(shape.prefix().size(), shape.min());
    for (; index < known; index++) {
      bytes = add(bytes, items.left(shape.item(index)), 1);
    }
    if (index < shape.min()) {
      bytes = add(bytes, items.rest(), shape.min() - index);
    }
    return (int) Math.min(bytes, ValueSet.NEVER);
  }

  private static long add(long bytes, ValueSet item, int times) {
    int shortest = item.shortest();
    return bytes >= ValueSet.NEVER || shortest == ValueSet.NEVER
        ? ValueSet.NEVER
        : bytes + (1L + shortest) * times;
  }

  private int search(Items items, int depth) {
    if (plan.complete(items)) {
      return 1;
    }
    Integer found = known.get(items);
    if (found != null) {
      return found;
    }
    if (depth > MAX_DEPTH) {
      throw new ConstraintBudgetException(
          "an array needs more than " + MAX_DEPTH + " items: ask for fewer");
    }
    boolean settled = items.index() >= Math.max(shape.prefix().size(), shape.min());
    long least = ValueSet.NEVER;
    for (ArrayPlan.Choice choice : plan.steps(items)) {
      List<Integer> counts = choice.after().counts();
      // Items that bring nothing nearer are never on a shortest way.
      if (!settled || !counts.equals(items.counts())) {
        int rest = search(choice.after(), depth + 1);
        if (rest != ValueSet.NEVER) {
          least = Math.min(least, 1L + choice.set().shortest() + rest);
        }
      }
    }
    known.put(items, (int) least);
    return (int) least;
  }
}
