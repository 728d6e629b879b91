package io.sglflink.operators.route;

import java.util.List;

/**
 * Chooses the slot where a prompt costs least, the slot's load being a part of the cost.
 *
 * <p>Loads are counted in tokens: those expected to be prefilled and those expected to be drawn. A
 * hot prefix costs nearly the same everywhere, and so levels the loads; a cold one moves only when
 * its slot has much more work than others. Among slots that cost almost the same the prefix's
 * preferred one is taken, so that senders agree.
 */
final class SlotChooser {

  /** What a slot's load above the mean costs, when it is the mean once more: tokens. */
  private static final double PRESSURE = 5_000;

  /** Tokens per slot below which a mean load says little. */
  private static final double LEAST_MEAN = 40_000;

  /** A difference in cost that is not worth a disagreement: tokens. */
  private static final double NEGLIGIBLE = 15;

  /** Answers are shorter than they may be. */
  private static final double DRAWN = 0.6;

  /** A prompt that goes elsewhere loses what was answered before: allowed outputs. */
  private static final double MOVE = 3;

  private final SlotGroups groups;
  private final SlotLoads loads;
  private final SlotCosts costs;
  private final PrefixTree tree;
  private final double[] totals;

  SlotChooser(SlotGroups groups, PrefixTree tree) {
    this.groups = groups;
    this.loads = new SlotLoads(groups.slots());
    this.costs = new SlotCosts(groups);
    this.tree = tree;
    this.totals = new double[groups.slots()];
  }

  SlotLoads loads() {
    return loads;
  }

  PrefixTree tree() {
    return tree;
  }

  /** The key group for a prompt that may draw {@code output} tokens. */
  int keyGroup(PromptPrefix prefix, int output) {
    loads.decay();
    if (prefix.isHint()) {
      int group = groups.choice(prefix.hash(0), 0);
      loads.add(groups.slot(group), output + loads.meanWork() / 2);
      return group;
    }
    List<PrefixNode> path = tree.insert(prefix);
    costs.weigh(path, MOVE * output, loads.meanWork());
    int group = cheapest(costs.name());
    int slot = groups.slot(group);
    double work = costs.miss(slot) + DRAWN * output;
    loads.add(slot, work);
    costs.sent(path, slot, work);
    return group;
  }

  private int cheapest(long name) {
    double mean = loads.mean();
    double pressure = PRESSURE / Math.max(mean, LEAST_MEAN);
    int best = 0;
    for (int slot = 0; slot < totals.length; slot++) {
      totals[slot] = costs.price(slot) + pressure * (loads.load(slot) - mean);
      best = totals[slot] < totals[best] ? slot : best;
    }
    for (int probe = 0; probe < groups.probes(); probe++) {
      int group = groups.choice(name, probe);
      if (totals[groups.slot(group)] <= totals[best] + NEGLIGIBLE) {
        return group;
      }
    }
    return groups.group(name, best);
  }
}
