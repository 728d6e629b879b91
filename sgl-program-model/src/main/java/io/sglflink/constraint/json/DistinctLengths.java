package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.value.ValueSet;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Lengths of the shortest texts of a set's different values, found as far as they are asked for.
 */
final class DistinctLengths {

  /** Values that are looked for; further ones are taken to grow as those did. */
  private static final int MOST = 64;

  private static final JsonStyle COMPACT =
      new JsonStyle(JsonStyle.Whitespace.COMPACT, JsonStyle.PropertyOrder.SCHEMA);

  private final List<Integer> found = new ArrayList<>();

  /** Without the values that were found. */
  private ValueSet left;

  private int growth;

  /**
   * @param set not empty
   */
  DistinctLengths(ValueSet set) {
    this.left = set;
  }

  /**
   * Bytes of a value that {@code rank} others cost no more than; of the last if there are fewer.
   */
  int get(int rank) {
    while (found.size() <= Math.min(rank, MOST) && !left.isEmpty()) {
      byte[] text = shortest(left);
      growth = found.isEmpty() ? 0 : Math.max(growth, text.length - found.get(found.size() - 1));
      found.add(text.length);
      left = left.without(Tape.value(text));
    }
    int last = found.size() - 1;
    int further = left.isEmpty() ? 0 : Math.max(0, rank - last);
    return found.get(Math.min(rank, last)) + further * growth;
  }

  private static byte[] shortest(ValueSet set) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteState at = JsonAutomaton.start(set, COMPACT);
    while (!at.accepting()) {
      at.refill();
      ByteState nearest = null;
      int by = 0;
      for (int value = 0; value < 256; value++) {
        ByteState next = at.next(value);
        if (next != null && (nearest == null || next.shortest() < nearest.shortest())) {
          nearest = next;
          by = value;
        }
      }
      text.write(by);
      at = nearest;
    }
    return text.toByteArray();
  }
}
