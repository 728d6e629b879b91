package io.sglflink.operators.route;

import java.util.Arrays;
import java.util.List;

/**
 * Chooses slots by what they have in their caches, with bounded loads.
 *
 * <p>Among the slots below the bound, those where least is left to prefill; among equals the one
 * that the prefix prefers ({@link SlotGroups}), so that senders who do not know of each other
 * choose alike. The prefix that is asked is the shallowest one that is not hot: deeper ones would
 * scatter what belongs together, shallower ones would heap up what has to be spread. When all slots
 * that have a prefix are over the bound, it gets one more, as many as its heat needs; a cold prefix
 * has one slot, and only moves when that is far over the bound.
 */
final class SlotChooser {

  /** A load may exceed the mean by this share and so many prompts. */
  private static final double SLACK = 0.02;

  private static final double SLACK_PROMPTS = 2;

  private static final double NOISE = 0.5;

  /** For a cold prefix's slot the slack is so many times as wide. */
  private static final double COLD_SLACK = 3;

  /** Below this share of a slot's load a prefix is cold. */
  private static final double COLD = 0.125;

  /** Slots per slot's load that a hot prefix may have, and one more. */
  private static final double REPLICAS = 1.5;

  /** A prefix with this share of all work will soon be in every slot. */
  private static final double EVERYWHERE = 0.5;

  /** Prompts per slot before a share of the load means something. */
  private static final double PRIOR_PROMPTS = 16;

  private static final double COLD_PREFILL = 0.5;

  /** Savings below this are not worth a slot of one's own. */
  private static final double WORTH_TOKENS = 32;

  private static final double WORTH_SHARE = 0.05;

  private final SlotGroups groups;
  private final SlotLoads loads;
  private final PrefixTree tree;
  private final int[] cached;
  private double clock;

  SlotChooser(SlotGroups groups, PrefixTree tree) {
    this.groups = groups;
    this.loads = new SlotLoads(groups.slots());
    this.tree = tree;
    this.cached = new int[groups.slots()];
  }

  SlotLoads loads() {
    return loads;
  }

  PrefixTree tree() {
    return tree;
  }

  /** The key group for a prompt that is expected to draw {@code output} tokens. */
  int keyGroup(PromptPrefix prefix, int output) {
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
    double work = COLD_PREFILL * (promptTokens - cached[slot]) + output;
    take(slot, work);
    for (PrefixNode node : path) {
      node.warm(work, clock, memory());
      node.hold(slot, replicas(node));
    }
    return group;
  }

  private int choose(List<PrefixNode> path, int promptTokens, int output) {
    double bound = bound(1);
    int best = -1;
    int holder = 0;
    for (int slot = 0; slot < cached.length; slot++) {
      if (loads.load(slot) <= bound && (best < 0 || cached[slot] > cached[best])) {
        best = slot;
      }
      if (cached[slot] > cached[holder]
          || (cached[slot] == cached[holder] && loads.load(slot) < loads.load(holder))) {
        holder = slot;
      }
    }
    double worth = WORTH_TOKENS + WORTH_SHARE * (promptTokens - cached[best] + output);
    PrefixNode asked = coolest(path);
    if (cached[holder] > cached[best] + worth) {
      PrefixNode held = deepestOf(path, cached[holder]);
      if (held.holders().length >= replicas(held) && loads.load(holder) <= bound(COLD_SLACK)) {
        return groups.group(asked.firstHash(), holder);
      }
      asked = held;
    }
    return preferred(asked.firstHash(), bound, cached[best] - worth, best);
  }

  /** The first choice of {@code hash} below the bound that has enough in its cache. */
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

  private void lookUp(List<PrefixNode> path) {
    Arrays.fill(cached, 0);
    for (PrefixNode node : path) {
      if (slotsWorth(node) >= EVERYWHERE * groups.slots()) {
        Arrays.fill(cached, node.end() * PromptPrefix.BLOCK_TOKENS);
        continue;
      }
      for (int slot : node.holders()) {
        cached[slot] = node.end() * PromptPrefix.BLOCK_TOKENS;
      }
    }
  }

  /** The shallowest node that one slot can take. */
  private PrefixNode coolest(List<PrefixNode> path) {
    for (PrefixNode node : path) {
      if (slotsWorth(node) < 1) {
        return node;
      }
    }
    return path.get(path.size() - 1);
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

  /** A node's share of the load, in slots. */
  private double slotsWorth(PrefixNode node) {
    double mean = Math.max(loads.mean(), PRIOR_PROMPTS * loads.meanWork());
    return mean == 0 ? 0 : node.heat(clock, memory()) / mean;
  }

  private double bound(double slack) {
    double prompt = Math.max(1, loads.meanWork());
    double noise = NOISE * Math.sqrt(loads.mean() / prompt) + SLACK_PROMPTS;
    return loads.mean() * (1 + slack * SLACK) + slack * noise * prompt;
  }

  private double memory() {
    return Math.max(1, SlotLoads.MEMORY * groups.slots() * loads.meanWork());
  }

  private void take(int slot, double work) {
    loads.add(slot, work);
    clock += work;
  }
}
