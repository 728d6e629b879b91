package io.sglflink.constraint.json;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ValueSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How few bytes complete an array of one shape. */
final class ArrayCosts {

  private static final int MAX_DEPTH = 1_000;

  private final ArrayPlan plan;
  private final ArrayShape shape;
  private final Map<Items, Integer> known = new HashMap<>();
  private final Map<Place, Integer> different = new HashMap<>();
  private final IdentityHashMap<ValueSet, DistinctLengths> lengths = new IdentityHashMap<>();

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
   * The same, but where items must differ enough bytes whatever the values before them are: of so
   * many different ones that an item may be, they leave it one.
   *
   * @param open whether the last item's value is not among the known ones
   */
  int rest(Items items, boolean open) {
    if (!shape.unique()) {
      return rest(items);
    }
    Items bare = new Items(items.index(), items.counts(), List.of(), shape.rest());
    int before = items.values().size() + (open ? 1 : 0);
    return different.computeIfAbsent(new Place(bare, before), this::different);
  }

  private DistinctLengths lengths(ValueSet set) {
    return lengths.computeIfAbsent(set, DistinctLengths::new);
  }

  /** In an array, after so many items, whatever these are. */
  private record Place(Items items, int before) {}

  private int different(Place place) {
    int rest = rest(place.items);
    if (rest == ValueSet.NEVER) {
      return rest;
    }
    long bytes = rest;
    Items items = place.items;
    for (int before = place.before; !plan.complete(items); before++) {
      ArrayPlan.Choice next = cheapest(items);
      bytes += lengths(next.set()).get(rivals(next.set(), before)) - next.set().shortest();
      items = next.after();
    }
    return (int) Math.min(bytes, ValueSet.NEVER - 1);
  }

  /** The next item on the shortest way. */
  private ArrayPlan.Choice cheapest(Items items) {
    int rest = rest(items);
    return plan.steps(items).stream()
        .filter(choice -> rest(choice.after()) != ValueSet.NEVER)
        .filter(choice -> 1L + choice.set().shortest() + rest(choice.after()) == rest)
        .findFirst()
        .orElseThrow();
  }

  /** Of {@code before} items how many {@code set} may have values of. */
  private int rivals(ValueSet set, int before) {
    int rivals = 0;
    int told = Math.min(before, shape.prefix().size());
    for (int i = 0; i < told; i++) {
      rivals += set.and(shape.item(i)).isEmpty() ? 0 : 1;
    }
    return before == told || set.and(shape.rest()).isEmpty() ? rivals : rivals + before - told;
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
