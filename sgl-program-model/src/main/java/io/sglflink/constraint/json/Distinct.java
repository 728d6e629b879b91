package io.sglflink.constraint.json;

import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ArrayShape.Contains;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether there are values enough for items that must all differ. */
final class Distinct {

  private Distinct() {}

  /**
   * Whether the items that are missing from {@code items} can all be different. Where they are of
   * one set or of sets without common values the answer is exact, else it may be no too often.
   */
  static boolean enough(ArrayShape shape, Items items) {
    int rest = shape.min() - Math.max(shape.prefix().size(), items.index());
    if (rest > 0 && items.rest().size() < rest) {
      return false;
    }
    if (shape.prefix().size() > items.index() && !places(shape, items, rest)) {
      return false;
    }
    for (int i = 0; i < shape.contains().size(); i++) {
      Contains contains = shape.contains().get(i);
      int missing = contains.min() - items.counts().get(i);
      if (missing > 1
          && items.index() >= shape.prefix().size()
          && items.rest().and(contains.matching()).size() < missing) {
        return false;
      }
    }
    return true;
  }

  private static boolean places(ArrayShape shape, Items items, int rest) {
    List<ValueSet> places = new ArrayList<>();
    for (int i = items.index(); i < Math.min(shape.prefix().size(), shape.min()); i++) {
      places.add(items.left(shape.item(i)));
    }
    for (int i = 0; i < rest; i++) {
      places.add(items.rest());
    }
    return apart(places);
  }

  /** Whether each place has a value more than those before it, the smallest first, may take. */
  private static boolean apart(List<ValueSet> places) {
    places.sort(Comparator.comparingLong(ValueSet::size));
    for (int i = 1; i < places.size(); i++) {
      ValueSet place = places.get(i);
      if (place.size() <= i) {
        long rivals = places.subList(0, i).stream().filter(one -> overlap(one, place)).count();
        if (place.size() <= rivals) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean overlap(ValueSet one, ValueSet other) {
    return one == other || !one.and(other).isEmpty();
  }
}
