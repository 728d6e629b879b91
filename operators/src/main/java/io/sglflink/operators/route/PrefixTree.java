package io.sglflink.operators.route;

import java.util.ArrayList;
import java.util.List;

/**
 * A sender's memory of the prompts it has routed: a radix tree of their block hashes.
 *
 * <p>Bounded: beyond {@code maxNodes} nodes or {@code maxBlocks} blocks the leaves that were not
 * used for longest are forgotten. A block takes 8 bytes, a node some 200 and 4 for each slot that
 * has it.
 */
final class PrefixTree {

  private final int maxNodes;
  private final int maxBlocks;
  private final PrefixNode root = new PrefixNode(null, new long[0], 0);

  /** Both ends of the order of use: after it the oldest, before it the newest. */
  private final PrefixNode uses = new PrefixNode(null, new long[0], 0);

  private int nodes;
  private int blocks;

  PrefixTree(int maxNodes, int maxBlocks) {
    this.maxNodes = maxNodes;
    this.maxBlocks = maxBlocks;
    uses.older = uses;
    uses.newer = uses;
  }

  int nodes() {
    return nodes;
  }

  int blocks() {
    return blocks;
  }

  /**
   * Finds a prompt's blocks, and adds those that are not there.
   *
   * @return the nodes whose blocks are the prompt's, from the root on
   */
  List<PrefixNode> insert(PromptPrefix prefix) {
    List<PrefixNode> path = new ArrayList<>();
    PrefixNode node = root;
    int done = 0;
    while (done < prefix.blocks()) {
      PrefixNode child = node.child(prefix.hash(done));
      if (child == null) {
        child = new PrefixNode(node, prefix.hashes(done, prefix.blocks()), prefix.blocks());
        node.addChild(child);
        nodes++;
        blocks += child.blocks();
      } else {
        unlink(child);
        int common = common(child, prefix, done);
        if (common < child.blocks()) {
          PrefixNode upper = child.split(common);
          link(child);
          nodes++;
          child = upper;
        }
      }
      path.add(child);
      done = child.end();
      node = child;
    }
    // The deepest first: so a node is always newer than those below it, and the oldest is a leaf.
    for (int i = path.size() - 1; i >= 0; i--) {
      link(path.get(i));
    }
    while (nodes > maxNodes || blocks > maxBlocks) {
      remove(uses.newer);
    }
    return path;
  }

  /** Leading blocks that {@code node} and the prompt have in common: at least one. */
  private static int common(PrefixNode node, PromptPrefix prefix, int from) {
    int most = Math.min(node.blocks(), prefix.blocks() - from);
    // A hash covers all blocks before it: they are equal up to a point, and different from there.
    int equal = 1;
    int different = most + 1;
    while (different - equal > 1) {
      int middle = (equal + different) >>> 1;
      if (node.hash(middle - 1) == prefix.hash(from + middle - 1)) {
        equal = middle;
      } else {
        different = middle;
      }
    }
    return equal;
  }

  private void remove(PrefixNode leaf) {
    unlink(leaf);
    leaf.parent().removeChild(leaf);
    nodes--;
    blocks -= leaf.blocks();
  }

  private void link(PrefixNode node) {
    node.older = uses.older;
    node.newer = uses;
    uses.older.newer = node;
    uses.older = node;
  }

  private static void unlink(PrefixNode node) {
    node.older.newer = node.newer;
    node.newer.older = node.older;
  }
}
