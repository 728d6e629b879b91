package io.sglflink.constraint.schema;

import static io.sglflink.constraint.value.ValueSet.NEVER;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.value.ArrayShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shortest array in which so many items match: item by item, the least length for every count
 * of matches so far.
 */
final class ContainsPlan {

  private static final int MAX_KINDS = 4;
  private static final int MAX_ITEMS = 1000;

  private ContainsPlan() {}

  /** What an item can be at each place that has a kind of its own, by what it matches. */
  static List<List<Conjunction>> items(ArrayShape shape) {
    int kinds = shape.contains().size();
    if (kinds > MAX_KINDS) {
      throw new ConstraintBudgetException(
          "more than " + MAX_KINDS + " different contains apply to one array: let fewer of them");
    }
    List<List<Conjunction>> places = new ArrayList<>();
    for (int i = 0; i <= shape.prefix().size(); i++) {
      List<Conjunction> ways = new ArrayList<>();
      for (int matches = 0; matches < 1 << kinds; matches++) {
        Conjunction item = (Conjunction) shape.item(i);
        for (int k = 0; k < kinds; k++) {
          ArrayShape.Contains contains = shape.contains().get(k);
          boolean match = (matches >> k & 1) == 1;
          item = item.and((Conjunction) (match ? contains.matching() : contains.others()));
        }
        ways.add(item);
      }
      places.add(ways);
    }
    return places;
  }

  static int length(ArrayShape shape) {
    List<List<Conjunction>> places = items(shape);
    int kinds = shape.contains().size();
    Map<List<Integer>, Long> lengths = new HashMap<>();
    lengths.put(new ArrayList<>(Collections.nCopies(kinds, 0)), 2L);
    int enough = Math.max(shape.min(), shape.prefix().size());
    for (ArrayShape.Contains contains : shape.contains()) {
      enough += contains.min();
    }
    long best = NEVER;
    int last = Math.min(Math.min(enough, shape.max()), MAX_ITEMS);
    for (int i = 0; ; i++) {
      if (i >= shape.min()) {
        for (Map.Entry<List<Integer>, Long> entry : lengths.entrySet()) {
          if (satisfied(shape, entry.getKey())) {
            best = Math.min(best, entry.getValue());
          }
        }
      }
      if (i == last || lengths.isEmpty()) {
        return (int) Math.min(best, NEVER);
      }
      lengths = next(shape, places.get(Math.min(i, places.size() - 1)), lengths, i > 0);
    }
  }

  private static Map<List<Integer>, Long> next(
      ArrayShape shape, List<Conjunction> ways, Map<List<Integer>, Long> lengths, boolean comma) {
    Map<List<Integer>, Long> next = new HashMap<>();
    lengths.forEach(
        (counts, length) -> {
          for (int matches = 0; matches < ways.size(); matches++) {
            List<Integer> more = counted(shape, counts, matches);
            int item = ways.get(matches).shortest;
            if (item != NEVER && more != null) {
              next.merge(more, length + item + (comma ? 1 : 0), Math::min);
            }
          }
        });
    return next;
  }

  /** Counts after an item; null when there are too many matches. */
  private static List<Integer> counted(ArrayShape shape, List<Integer> counts, int matches) {
    List<Integer> more = new ArrayList<>(counts);
    for (int k = 0; k < more.size(); k++) {
      if ((matches >> k & 1) == 1) {
        ArrayShape.Contains contains = shape.contains().get(k);
        int count = more.get(k) + 1;
        if (count > contains.max()) {
          return null;
        }
        boolean open = contains.max() == Integer.MAX_VALUE;
        more.set(k, open ? Math.min(count, contains.min()) : count);
      }
    }
    return more;
  }

  private static boolean satisfied(ArrayShape shape, List<Integer> counts) {
    for (int k = 0; k < counts.size(); k++) {
      if (counts.get(k) < shape.contains().get(k).min()) {
        return false;
      }
    }
    return true;
  }
}
