package io.sglflink.operators.route;

import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** For each key group the smallest integer at least 0 whose hash lands in it. */
public final class KeyGroups {

  private final int[] representatives;

  /**
   * Scans some {@code keyGroups · ln(keyGroups)} integers.
   *
   * @param keyGroups number of key groups, at least 1
   */
  public KeyGroups(int keyGroups) {
    this.representatives = new int[keyGroups];
    Arrays.fill(representatives, -1);
    int missing = keyGroups;
    for (int key = 0; missing > 0; key++) {
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
      if (representatives[group] < 0) {
        representatives[group] = key;
        missing--;
      }
    }
  }

  /** The key of {@code group}. */
  public int representative(int group) {
    return representatives[group];
  }
}
