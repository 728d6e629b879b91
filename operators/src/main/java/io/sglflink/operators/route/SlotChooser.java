package io.sglflink.operators.route;

import java.util.Arrays;
import java.util.List;

final class SlotChooser {

  private static final double SLACK = 0.02;
  private static final double SLACK_PROMPTS = 3;
  private static final double COLD_SLACK = 3;
  private static final double COLD = 0.125;
  private static final double PRIOR_PROMPTS = 8;
  private static final double EVERYWHERE = 0.5;
  private static final double COLD_PREFILL = 0.5;
  private static final double FEEDBACK = 0.5;
  private static final double TARGET_PROMPTS = 4;
  private static final double REPLICAS = 1.5;
  private static final double WORTH_TOKENS = 32;
  private static final double WORTH_SHARE = 0.05;

  private final SlotGroups groups;
  private final SlotLoads loads;
  private final SlotLoads demands;
  private final PrefixTree tree;
  private final int[] cached;
  private final boolean[] asked;
  private double[] worths = new double[16];
  private double clock;

  SlotChooser(SlotGroups groups, PrefixTree tree) {
    this.groups = groups;
    this.loads = new SlotLoads(groups.slots());
    this.demands = new SlotLoads(groups.slots());
    this.tree = tree;
    this.cached = new int[groups.slots()];
    this.asked = new boolean[groups.slots()];
  }

  SlotLoads loads() {
    return loads;
  }

  PrefixTree tree() {
    return tree;
  }

  int keyGroup(PromptPrefix prefix, int output) {
    loads.decay();
    demands.decay();
    if (prefix.isHint()) {
      int group = groups.choice(prefix.hash(0), 0);
      take(groups.slot(group), output + loads.meanWork() / 2);
      return group;
    }
    List<PrefixNode> path = tree.insert(prefix);
    int promptTokens = prefix.blocks() * PromptPrefix.BLOCK_TOKENS;
    lookUp(path);
    int group = choose(path, promptTokens, output);
    int slot = groups.slot(group);
    double work = work(slot, promptTokens, output);
    take(slot, work);
    for (PrefixNode node : path) {
      node.warm(work, clock, memory());
      node.hold(slot, replicas(node));
    }
    return group;
  }

  private double work(int slot, int promptTokens, int output) {
    return COLD_PREFILL * (promptTokens - cached[slot]) + output;
  }

  private int choose(List<PrefixNode> path, int promptTokens, int output) {
    double bound = bound(1);
    int best = -1;
    int holder = 0;
    for (int slot = 0; slot < cached.length; slot++) {
      double load = loads.load(slot);
      if (load <= bound && (best < 0 || cached[slot] > cached[best])) {
        best = slot;
      }
      if (cached[slot] > cached[holder]
          || (cached[slot] == cached[holder] && load < loads.load(holder))) {
        holder = slot;
      }
    }
    double worth = WORTH_TOKENS + WORTH_SHARE * (promptTokens - cached[best] + output);
    int prober = prober(path);
    long hash = path.get(prober).firstHash();
    int home = home(path, prober, promptTokens, output);
    if (cached[holder] > cached[best] + worth) {
      PrefixNode held = deepestOf(path, cached[holder]);
      if (held.holders().length >= replicas(held) && loads.load(holder) <= bound(COLD_SLACK)) {
        return groups.group(hash, holder);
      }
    }
    int homeSlot = groups.slot(home);
    if (cached[homeSlot] >= cached[best] - worth && loads.load(homeSlot) <= bound) {
      return home;
    }
    return preferred(hash, bound, cached[best] - worth, best);
  }

  private int preferred(long hash, double bound, double leastCached, int otherwise) {
    for (int probe = 0; probe < groups.probes(); probe++) {
      int group = groups.choice(hash, probe);
      int slot = groups.slot(group);
      if (cached[slot] >= leastCached && loads.load(slot) <= bound) {
        return group;
      }
    }
    return groups.group(hash, otherwise);
  }

  private int prober(List<PrefixNode> path) {
    int prober = 0;
    while (prober < path.size() - 1 && worths[prober] >= EVERYWHERE * groups.slots()) {
      prober++;
    }
    return prober;
  }

  private int home(List<PrefixNode> path, int prober, int promptTokens, int output) {
    long hash = path.get(prober).firstHash();
    Arrays.fill(asked, false);
    for (int probe = 0; probe < groups.probes(); probe++) {
      int group = groups.choice(hash, probe);
      int slot = groups.slot(group);
      if (!asked[slot]) {
        asked[slot] = true;
        demands.add(slot, work(slot, promptTokens, output));
        if (rank(path, prober, slot) <= acceptance(slot)) {
          return group;
        }
      }
    }
    return groups.group(hash, leastLoaded());
  }

  private static PrefixNode deepestOf(List<PrefixNode> path, int tokens) {
    for (PrefixNode node : path) {
      if (node.end() * PromptPrefix.BLOCK_TOKENS >= tokens) {
        return node;
      }
    }
    return path.get(path.size() - 1);
  }

  private int replicas(PrefixNode node) {
    double worth = slotsWorth(node);
    return worth < COLD ? 1 : (int) Math.min(groups.slots(), 1 + Math.ceil(REPLICAS * worth));
  }

  private int leastLoaded() {
    int least = 0;
    for (int slot = 1; slot < cached.length; slot++) {
      least = loads.load(slot) < loads.load(least) ? slot : least;
    }
    return least;
  }

  private double rank(List<PrefixNode> path, int prober, int slot) {
    int last = path.size() - 1;
    double rank = unit(path.get(last).firstHash(), slot);
    for (int i = last - 1; i >= prober; i--) {
      rank = mixed(unit(path.get(i).firstHash(), slot), rank, Math.min(1, worths[i]));
    }
    return rank;
  }

  private static double unit(long hash, int slot) {
    return (Mix.avalanche(hash ^ (slot + 1) * 0x9e3779b97f4a7c15L) >>> 11) * 0x1p-53;
  }

  /** (1 - x) a + x b, spread evenly over 0 to 1. */
  private static double mixed(double a, double b, double x) {
    double sum = (1 - x) * a + x * b;
    double small = Math.min(x, 1 - x);
    if (small < 1e-6) {
      return sum;
    }
    double half = Math.min(sum, 1 - sum);
    double below =
        half < small
            ? half * half / (2 * small * (1 - small))
            : (half - small / 2) / (1 - small);
    return sum <= 0.5 ? below : 1 - below;
  }

  private double acceptance(int slot) {
    double mean = loads.mean();
    double target =
        mean + TARGET_PROMPTS * loads.meanWork() - FEEDBACK * (loads.load(slot) - mean);
    return target / demands.load(slot);
  }

  private void lookUp(List<PrefixNode> path) {
    if (worths.length < path.size()) {
      worths = new double[2 * path.size()];
    }
    Arrays.fill(cached, 0);
    for (int i = 0; i < path.size(); i++) {
      PrefixNode node = path.get(i);
      worths[i] = slotsWorth(node);
      if (worths[i] >= EVERYWHERE * groups.slots()) {
        Arrays.fill(cached, node.end() * PromptPrefix.BLOCK_TOKENS);
        continue;
      }
      for (int slot : node.holders()) {
        cached[slot] = node.end() * PromptPrefix.BLOCK_TOKENS;
      }
    }
  }

  private double slotsWorth(PrefixNode node) {
    double mean = Math.max(loads.mean(), PRIOR_PROMPTS * loads.meanWork());
    return mean == 0 ? 0 : node.heat(clock, memory()) / mean;
  }

  private double bound(double slack) {
    return loads.mean() * (1 + slack * SLACK) + slack * SLACK_PROMPTS * loads.meanWork();
  }

  private double memory() {
    return Math.max(1, SlotLoads.MEMORY * groups.slots() * loads.meanWork());
  }

  private void take(int slot, double work) {
    loads.add(slot, work);
    clock += work;
  }
}
