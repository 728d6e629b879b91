package io.sglflink.operators.route;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocks that prompts of one sender have in common, the slots that were given such prompts, and how
 * much work they brought.
 */
final class PrefixNode {

  private static final int[] NONE = {};

  private PrefixNode parent;
  private long[] hashes;
  private int end;
  private Map<Long, PrefixNode> children;

  private int[] holders = NONE;
  private double heat;
  private double heatClock;

  /** Neighbours in the order of use. */
  PrefixNode older;

  PrefixNode newer;

  /**
   * A node without holders.
   *
   * @param hashes of its blocks
   * @param end blocks from the root to its last one
   */
  PrefixNode(PrefixNode parent, long[] hashes, int end) {
    this.parent = parent;
    this.hashes = hashes;
    this.end = end;
  }

  PrefixNode parent() {
    return parent;
  }

  int blocks() {
    return hashes.length;
  }

  /** Blocks from the root to the last one of this node. */
  int end() {
    return end;
  }

  /** Names the node: all prompts through it have this hash. */
  long firstHash() {
    return hashes[0];
  }

  long hash(int block) {
    return hashes[block];
  }

  PrefixNode child(long firstHash) {
    return children == null ? null : children.get(firstHash);
  }

  void addChild(PrefixNode child) {
    if (children == null) {
      children = new HashMap<>(2);
    }
    children.put(child.firstHash(), child);
  }

  void removeChild(PrefixNode child) {
    children.remove(child.firstHash());
  }

  /** Puts a node with the first {@code blocks} of this one between this and its parent. */
  PrefixNode split(int blocks) {
    int start = end - hashes.length;
    PrefixNode upper = new PrefixNode(parent, Arrays.copyOf(hashes, blocks), start + blocks);
    upper.holders = holders;
    upper.heat = heat;
    upper.heatClock = heatClock;
    parent.addChild(upper);
    hashes = Arrays.copyOfRange(hashes, blocks, hashes.length);
    parent = upper;
    upper.addChild(this);
    return upper;
  }

  /** Slots that have these blocks, the last used first; not to be modified. */
  int[] holders() {
    return holders;
  }

  /** Makes {@code slot} the last used, and forgets those beyond {@code most}. */
  void hold(int slot, int most) {
    int at = 0;
    while (at < holders.length && holders[at] != slot) {
      at++;
    }
    int size = Math.min(most, at == holders.length ? at + 1 : holders.length);
    int[] changed = new int[size];
    changed[0] = slot;
    for (int from = 0, to = 1; to < size; from++) {
      if (from != at) {
        changed[to++] = holders[from];
      }
    }
    holders = changed;
  }

  /**
   * Work of the prompts through this node, in tokens, decayed.
   *
   * @param clock the sender's work so far
   * @param memory work after which a prompt's own counts for 1/e of what it was
   */
  double heat(double clock, double memory) {
    return heat == 0 ? 0 : heat * Math.exp((heatClock - clock) / memory);
  }

  void warm(double work, double clock, double memory) {
    heat = heat(clock, memory) + work;
    heatClock = clock;
  }
}
