package io.sglflink.constraint.json;

import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ArrayShape.Contains;

/** Whether there are values enough for items that must all differ. */
final class Distinct {

  private Distinct() {}

  /**
   * Whether what must still be among the items can all be different. That the fewest items can is a
   * matter of the shape: it is not made where they cannot.
   */
  static boolean enough(ArrayShape shape, Items items) {
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
}
