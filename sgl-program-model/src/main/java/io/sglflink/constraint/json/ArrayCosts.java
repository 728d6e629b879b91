package io.sglflink.constraint.json;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ValueSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How few bytes complete an array of one shape. */
final class ArrayCosts {

  private static final int MAX_DEPTH = 1_000;

  private final ArrayPlan plan;
  private final ArrayShape shape;
  private final Map<Items, Integer> known = new HashMap<>();

  ArrayCosts(ArrayPlan plan, ArrayShape shape) {
    this.plan = plan;
    this.shape = shape;
  }

  /**
   * Bytes after an item that complete the array, with its closing bracket; {@link ValueSet#NEVER}
   * where it cannot be completed. Of items that must differ, each counts as much as the cheapest.
   */
  int rest(Items items) {
    return shape.contains().isEmpty() ? missing(items) : search(items, 0);
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
