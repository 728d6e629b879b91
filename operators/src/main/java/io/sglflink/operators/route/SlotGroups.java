package io.sglflink.operators.route;

import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Which key groups a prefix prefers.
 *
 * <p>A prefix's first, second and further choice are key groups drawn by its hash, whatever the
 * number of slots is: so all senders choose alike, and after a rescale a prefix moves only where
 * Flink moves its key group. This is consistent hashing with random probes.
 */
final class SlotGroups {

  /** A prefix has tried every slot by then, or nearly. */
  private static final int PROBES_PER_SLOT = 8;

  private final int keyGroups;
  private final int slots;

  /** Both at least 1, and not more slots than key groups. */
  SlotGroups(int keyGroups, int slots) {
    this.keyGroups = keyGroups;
    this.slots = slots;
  }

  int slots() {
    return slots;
  }

  int probes() {
    return PROBES_PER_SLOT * slots;
  }

  /** The key group that a prefix with {@code hash} likes best after {@code probe} others. */
  int choice(long hash, int probe) {
    long drawn = probe == 0 ? hash : Mix.avalanche(hash + probe * 0x9e3779b97f4a7c15L);
    return (int) Long.remainderUnsigned(drawn, keyGroups);
  }

  /** The slot that has {@code group}. */
  int slot(int group) {
    return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(keyGroups, slots, group);
  }

  /** The key group of {@code slot} that a prefix with {@code hash} likes best. */
  int group(long hash, int slot) {
    for (int probe = 0; probe < probes(); probe++) {
      int group = choice(hash, probe);
      if (slot(group) == slot) {
        return group;
      }
    }
    KeyGroupRange own =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(keyGroups, slots, slot);
    return own.getStartKeyGroup() + (int) Long.remainderUnsigned(hash, own.getNumberOfKeyGroups());
  }
}
