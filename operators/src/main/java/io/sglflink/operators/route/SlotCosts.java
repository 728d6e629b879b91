package io.sglflink.operators.route;

import java.util.Arrays;
import java.util.List;

/**
 * What a prompt would cost on each slot, in tokens, as far as one sender can tell.
 *
 * <p>A part of the prompt that this sender sent to a slot is there, until the slot has got much
 * other work since. After that, and at the prompt's home, where other senders send it too, it is
 * there with some probability.
 *
 * <p>A copy of a prefix on one more slot is paid once, so that it weighs less the more often the
 * prefix is used: cold prefixes stay where they are, and hot ones go where there is room.
 */
final class SlotCosts {

  /** Prompts per slot by which the use of a prefix is judged: bursts are to be noticed. */
  private static final double MEMORY_PROMPTS = 64;

  /** Prompts per slot before which shares mean little. */
  private static final double PRIOR_PROMPTS = 8;

  /** A prefix that each prompt of a slot has is worth this many single prompts, and one. */
  private static final double SPREAD = 4;

  /** Work of this sender alone, on one slot, during which nothing is forgotten there. */
  private static final double KEPT_TOKENS = 1 << 14;

  /** Work of all senders on one slot after which what was not used is forgotten. */
  private static final double CACHE_TOKENS = 1 << 15;

  /** The probability that what is not known to be at home is not there. */
  private static final double HOME_MISS = 0.3;

  /** A text much longer than others that follow known ones may be one that others share. */
  private static final double LONG = 2;

  /** Longer ones say nothing of how much prompts have for themselves. */
  private static final double VERY_LONG = 4;

  private static final double FIRST_TAIL = 64;
  private static final double TAIL_WEIGHT = 0.005;

  private final SlotGroups groups;
  private final double[] misses;
  private final double[] prices;
  private final double[] clocks;
  private double prompts;
  private double tail = FIRST_TAIL;
  private double tails = 1;
  private PrefixNode unit;

  SlotCosts(SlotGroups groups) {
    this.groups = groups;
    this.misses = new double[groups.slots()];
    this.prices = new double[groups.slots()];
    this.clocks = new double[groups.slots()];
  }

  /**
   * Looks at a prompt.
   *
   * @param path its nodes, from the root on
   * @param move what it costs to leave a slot, besides the prefix: tokens
   * @param meanWork of a prompt: tokens
   */
  void weigh(List<PrefixNode> path, double move, double meanWork) {
    prompts++;
    Arrays.fill(misses, 0);
    PrefixNode leaf = path.get(path.size() - 1);
    boolean fresh = uses(leaf) == 0;
    unit = fresh && path.size() > 1 && !isLong(leaf) ? path.get(path.size() - 2) : leaf;
    Arrays.fill(prices, 0);
    int home = groups.slot(groups.choice(name(), 0));
    for (PrefixNode node : path) {
      if (node == leaf && fresh) {
        weighFresh(node, home);
      } else {
        weighKnown(node, home, move, meanWork);
      }
    }
    if (fresh && path.size() > 1) {
      learnTail(tokens(leaf));
    }
  }

  /** The hash of the part of the prompt that it is placed by. */
  long name() {
    return unit.firstHash();
  }

  /** Prompt tokens that {@code slot} is expected to prefill. */
  double miss(int slot) {
    return misses[slot];
  }

  /** Those, where a copy that will be used again costs less. */
  double price(int slot) {
    return prices[slot];
  }

  /** The prompt was sent to {@code slot}, for {@code work} tokens. */
  void sent(List<PrefixNode> path, int slot, double work) {
    clocks[slot] += work;
    for (PrefixNode node : path) {
      node.use(prompts, memory());
      node.hold(slot, clocks[slot], clocks[slot] - CACHE_TOKENS);
    }
  }

  /** Text that this sender has not seen: if long, others may have sent some of it to its home. */
  private void weighFresh(PrefixNode leaf, int home) {
    double tokens = tokens(leaf);
    add(tokens, tokens);
    if (leaf == unit) {
      double elsewhere = (HOME_MISS - 1) * Math.max(0, tokens - tail);
      addTo(home, elsewhere, elsewhere);
    }
  }

  private void weighKnown(PrefixNode node, int home, double move, double meanWork) {
    double tokens = tokens(node);
    double share = share(node);
    double price = (tokens + (node == unit ? move : 0)) / (1 + SPREAD * share);
    double forgotten = meanWork == 0 ? 1 : Math.exp(-CACHE_TOKENS * share / meanWork);
    double atHome = node == unit ? HOME_MISS : 1;
    add(tokens, price);
    addTo(home, (atHome - 1) * tokens, (atHome - 1) * price);
    for (int i = 0; i < node.holders(); i++) {
      int slot = node.holder(i);
      double before = slot == home ? atHome : 1;
      boolean kept = clocks[slot] - node.heldAt(i) < KEPT_TOKENS;
      double less = (kept ? 0 : Math.min(before, forgotten)) - before;
      addTo(slot, less * tokens, less * price);
    }
  }

  private void add(double miss, double price) {
    for (int slot = 0; slot < misses.length; slot++) {
      addTo(slot, miss, price);
    }
  }

  private void addTo(int slot, double miss, double price) {
    misses[slot] += miss;
    prices[slot] += price;
  }

  private boolean isLong(PrefixNode leaf) {
    return tokens(leaf) > LONG * tail;
  }

  private void learnTail(double tokens) {
    if (tokens < VERY_LONG * tail) {
      tails++;
      tail += Math.max(TAIL_WEIGHT, 1 / tails) * (tokens - tail);
    }
  }

  /** Uses of a prefix for each prompt that a slot gets. */
  private double share(PrefixNode node) {
    double seen = Math.max(PRIOR_PROMPTS * misses.length, Math.min(prompts, memory()));
    return uses(node) * misses.length / seen;
  }

  private double uses(PrefixNode node) {
    return node.uses(prompts, memory());
  }

  private double memory() {
    return MEMORY_PROMPTS * misses.length;
  }

  private static double tokens(PrefixNode node) {
    return (double) node.blocks() * PromptPrefix.BLOCK_TOKENS;
  }
}
