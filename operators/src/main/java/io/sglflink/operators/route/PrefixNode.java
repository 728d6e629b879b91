package io.sglflink.operators.route;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocks that prompts of one sender have in common, the slots that were given such prompts, and how
 * often.
 */
final class PrefixNode {

  private static final int[] NONE = {};
  private static final double[] NEVER = {};

  private PrefixNode parent;
  private long[] hashes;
  private int end;
  private Map<Long, PrefixNode> children;

  private int[] holders = NONE;
  private double[] heldAt = NEVER;
  private double uses;
  private double usedAt;

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
    upper.holders = holders.clone();
    upper.heldAt = heldAt.clone();
    upper.uses = uses;
    upper.usedAt = usedAt;
    parent.addChild(upper);
    hashes = Arrays.copyOfRange(hashes, blocks, hashes.length);
    parent = upper;
    upper.addChild(this);
    return upper;
  }

  /** Number of slots that were given these blocks. */
  int holders() {
    return holders.length;
  }

  int holder(int index) {
    return holders[index];
  }

  /** The slot's clock when it was given these blocks last. */
  double heldAt(int index) {
    return heldAt[index];
  }

  /**
   * {@code slot} has been given these blocks.
   *
   * @param clock of the slot
   * @param forgotten a slot that was given them before that has them no more
   */
  void hold(int slot, double clock, double forgotten) {
    int at = 0;
    while (at < holders.length && holders[at] != slot) {
      at++;
    }
    if (at == holders.length) {
      at = place(forgotten);
      holders[at] = slot;
    }
    heldAt[at] = clock;
  }

  /** Uses by prompts, decayed: after {@code memory} prompts one counts for 1/e. */
  double uses(double prompts, double memory) {
    return uses == 0 ? 0 : uses * Math.exp((usedAt - prompts) / memory);
  }

  void use(double prompts, double memory) {
    uses = uses(prompts, memory) + 1;
    usedAt = prompts;
  }

  private int place(double forgotten) {
    for (int i = 0; i < holders.length; i++) {
      if (heldAt[i] < forgotten) {
        return i;
      }
    }
    holders = Arrays.copyOf(holders, holders.length + 1);
    heldAt = Arrays.copyOf(heldAt, heldAt.length + 1);
    return holders.length - 1;
  }
}
