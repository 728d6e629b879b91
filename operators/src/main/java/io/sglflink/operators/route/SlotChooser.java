package io.sglflink.operators.route;

import java.util.Arrays;
import java.util.List;

/**
 * Chooses slots by what they have in their caches, with bounded loads.
 *
 * <p>Among the slots below the bound, one where least is left to prefill; among equals the prompt's
 * home ({@link Homes}), or the next one that its prefix prefers. When all slots that have a prefix
 * are over the bound it gets one more, as many as its share of the load needs. A cold prefix has
 * one slot, and moves only when that is far over the bound.
 *
 * <p>Loads are counted in tokens: those expected to be prefilled and those that may be drawn. Of
 * what this sender does not know to be in a cache a part is counted: other senders may have sent it
 * there.
 */
final class SlotChooser {

  /** Share of the mean, and prompts, that a load may be above the mean. */
  private static final double SLACK = 0.02;

  private static final double SLACK_PROMPTS = 3;

  /** How much more of both a cold prefix's slot may have. */
  private static final double COLD_SLACK = 3;

  /** Below this share of a slot's load a prefix is cold. */
  private static final double COLD = 0.125;

  /** Slots that a hot prefix may have, for each slot's load of it, besides one. */
  private static final double REPLICAS = 1.5;

  /** A prefix with this share of all work is, or will soon be, in every slot. */
  private static final double EVERYWHERE = 0.5;

  /** Prompts per slot before which shares of the load mean little. */
  private static final double PRIOR_PROMPTS = 8;

  /** Savings that are not worth a detour: tokens, and share of the prompt's work. */
  private static final double WORTH_TOKENS = 32;

  private static final double WORTH_SHARE = 0.05;

  /** Share of tokens that are prefilled, of those that this sender has not sent to the slot. */
  private static final double PREFILLED = 0.35;

  private final SlotGroups groups;
  private final SlotLoads loads;
  private final Homes homes;
  private final PrefixTree tree;
  private final int[] cached;
  private final double[] work;
  private double clock;

  SlotChooser(SlotGroups groups, PrefixTree tree) {
    this.groups = groups;
    this.loads = new SlotLoads(groups.slots());
    this.homes = new Homes(groups, loads);
    this.tree = tree;
    this.cached = new int[groups.slots()];
    this.work = new double[groups.slots()];
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
      take(groups.slot(group), output + loads.meanWork() / 2);
      return group;
    }
    List<PrefixNode> path = tree.insert(prefix);
    double[] worths = path.stream().mapToDouble(this::slotsWorth).toArray();
    weigh(path, worths, prefix.blocks() * PromptPrefix.BLOCK_TOKENS, output);
    int group = choose(path, worths);
    int slot = groups.slot(group);
    take(slot, work[slot]);
    for (PrefixNode node : path) {
      node.warm(work[slot], clock, memory());
      node.hold(slot, replicas(node));
    }
    return group;
  }

  /** Finds what each slot has of the prompt, and what is left to do. */
  private void weigh(List<PrefixNode> path, double[] worths, int promptTokens, int output) {
    Arrays.fill(cached, 0);
    for (int i = 0; i < path.size(); i++) {
      int tokens = path.get(i).end() * PromptPrefix.BLOCK_TOKENS;
      if (worths[i] >= EVERYWHERE * groups.slots()) {
        Arrays.fill(cached, tokens);
      } else {
        for (int slot : path.get(i).holders()) {
          cached[slot] = tokens;
        }
      }
    }
    for (int slot = 0; slot < work.length; slot++) {
      work[slot] = PREFILLED * (promptTokens - cached[slot]) + output;
    }
  }

  private int choose(List<PrefixNode> path, double[] worths) {
    int depth = askedDepth(worths);
    long hash = path.get(depth).firstHash();
    int home =
        homes.home(
            path.subList(depth, path.size()),
            Arrays.copyOfRange(worths, depth, worths.length),
            work);
    double bound = bound(1);
    int free = -1;
    int holder = 0;
    for (int slot = 0; slot < cached.length; slot++) {
      if (loads.load(slot) <= bound && (free < 0 || cached[slot] > cached[free])) {
        free = slot;
      }
      if (cached[slot] > cached[holder]
          || (cached[slot] == cached[holder] && loads.load(slot) < loads.load(holder))) {
        holder = slot;
      }
    }
    double enough = cached[free] - WORTH_TOKENS - WORTH_SHARE * work[free];
    if (cached[free] - enough < cached[holder] - cached[free]
        && loads.load(holder) <= bound(COLD_SLACK)
        && hasAllReplicas(path, cached[holder])) {
      return groups.group(hash, holder);
    }
    int homeSlot = groups.slot(home);
    return cached[homeSlot] >= enough && loads.load(homeSlot) <= bound
        ? home
        : preferred(hash, bound, enough, free);
  }

  /** The shallowest prefix that not every slot will have. */
  private int askedDepth(double[] worths) {
    int depth = 0;
    while (depth < worths.length - 1 && worths[depth] >= EVERYWHERE * groups.slots()) {
      depth++;
    }
    return depth;
  }

  private boolean hasAllReplicas(List<PrefixNode> path, int tokens) {
    for (PrefixNode node : path) {
      if (node.end() * PromptPrefix.BLOCK_TOKENS >= tokens) {
        return node.holders().length >= replicas(node);
      }
    }
    return true;
  }

  /** The first choice of {@code hash} below the bound that has enough in its cache. */
  private int preferred(long hash, double bound, double enough, int otherwise) {
    for (int probe = 0; probe < groups.probes(); probe++) {
      int group = groups.choice(hash, probe);
      int slot = groups.slot(group);
      if (cached[slot] >= enough && loads.load(slot) <= bound) {
        return group;
      }
    }
    return groups.group(hash, otherwise);
  }

  private int replicas(PrefixNode node) {
    double worth = slotsWorth(node);
    return worth < COLD ? 1 : (int) Math.min(groups.slots(), 1 + Math.ceil(REPLICAS * worth));
  }

  /** A prefix's share of the load, in slots. */
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

  private void take(int slot, double tokens) {
    loads.add(slot, tokens);
    clock += tokens;
  }
}
