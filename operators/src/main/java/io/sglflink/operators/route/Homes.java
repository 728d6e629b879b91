package io.sglflink.operators.route;

import java.util.Arrays;
import java.util.List;

/**
 * Where a prefix is at home: the same slot for all senders, though none tells another.
 *
 * <p>Slots are asked in the order that the prefix prefers ({@link SlotGroups}). Each counts the
 * work that it was asked to take; when that is more than its part, it takes only the prompts of a
 * rank below part / work. Ranks come from hashes and work from the stream's distribution, which all
 * senders see, so that all draw the same line. A cold prefix has one rank per slot and is taken or
 * refused as a whole. The ranks of a hot prefix are spread, by those of the prefixes that go on
 * from it, so that it is split among as many slots as its work needs.
 */
final class Homes {

  /** How much a load above the mean takes from a slot's part. */
  private static final double FEEDBACK = 0.5;

  /** Prompts that a slot takes beyond its part: early on a part is mostly chance. */
  private static final double SPARE_PROMPTS = 4;

  private final SlotGroups groups;
  private final SlotLoads loads;
  private final SlotLoads demands;
  private final boolean[] asked;

  Homes(SlotGroups groups, SlotLoads loads) {
    this.groups = groups;
    this.loads = loads;
    this.demands = new SlotLoads(groups.slots());
    this.asked = new boolean[groups.slots()];
  }

  /**
   * The key group that a prompt is at home in.
   *
   * @param path prefixes of the prompt, each longer than the one before; the first one's home is
   *     looked for
   * @param worths each prefix's share of the load, in slots
   * @param work tokens of work that the prompt is for each slot
   */
  int home(List<PrefixNode> path, double[] worths, double[] work) {
    demands.decay();
    Arrays.fill(asked, false);
    long hash = path.get(0).firstHash();
    int last = 0;
    for (int probe = 0; probe < groups.probes(); probe++) {
      int group = groups.choice(hash, probe);
      int slot = groups.slot(group);
      if (!asked[slot]) {
        asked[slot] = true;
        last = group;
        demands.add(slot, work[slot]);
        if (rank(path, worths, slot) <= part(slot) / demands.load(slot)) {
          return group;
        }
      }
    }
    return last;
  }

  private double part(int slot) {
    double mean = loads.mean();
    return mean + SPARE_PROMPTS * loads.meanWork() - FEEDBACK * (loads.load(slot) - mean);
  }

  private static double rank(List<PrefixNode> path, double[] worths, int slot) {
    int last = path.size() - 1;
    double rank = unit(path.get(last).firstHash(), slot);
    for (int i = last - 1; i >= 0; i--) {
      rank = mixed(unit(path.get(i).firstHash(), slot), rank, Math.min(1, worths[i]));
    }
    return rank;
  }

  private static double unit(long hash, int slot) {
    return (Mix.avalanche(hash ^ (slot + 1) * 0x9e3779b97f4a7c15L) >>> 11) * 0x1p-53;
  }

  /** The share of all pairs a, b whose (1 − x) a + x b is below that of these: even over 0 to 1. */
  private static double mixed(double a, double b, double x) {
    double sum = (1 - x) * a + x * b;
    double small = Math.min(x, 1 - x);
    double half = Math.min(sum, 1 - sum);
    double below =
        half < small ? half * half / (2 * small * (1 - small)) : (half - small / 2) / (1 - small);
    return sum <= 0.5 ? below : 1 - below;
  }
}
