package io.sglflink.operators.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrefixTreeTest {

  private static final int NODES = 50;
  private static final int BLOCKS = 800;

  private final PrefixTree tree = new PrefixTree(NODES, BLOCKS);

  @Test
  void promptsThatBeginAlikeShareANode() {
    List<PrefixNode> first = tree.insert(prefix(1, 2, 3, 4));
    assertThat(first).hasSize(1);
    first.get(0).hold(7, 1, 0);

    List<PrefixNode> second = tree.insert(prefix(1, 2, 9));
    assertThat(second).extracting(PrefixNode::end).containsExactly(2, 3);
    assertThat(second.get(0).holders()).isEqualTo(1);
    assertThat(second.get(0).holder(0)).isEqualTo(7);
    assertThat(second.get(1).holders()).isZero();
    assertThat(tree.insert(prefix(1, 2, 3, 4))).extracting(PrefixNode::end).containsExactly(2, 4);
  }

  @Property(tries = 50)
  void memoryIsBoundedAndAPathHasExactlyThePromptsBlocks(@ForAll long seed) {
    Random random = new Random(seed);

    for (int i = 0; i < 300; i++) {
      long[] hashes = new long[1 + random.nextInt(40)];
      long state = 0;
      for (int block = 0; block < hashes.length; block++) {
        state = Mix.avalanche(state * 31 + random.nextInt(3) + 1);
        hashes[block] = state;
      }
      List<PrefixNode> path = tree.insert(PromptPrefix.ofHashes(hashes));
      int end = 0;
      for (PrefixNode node : path) {
        assertThat(node.firstHash()).isEqualTo(hashes[end]);
        end += node.blocks();
        assertThat(node.end()).isEqualTo(end);
        assertThat(node.hash(node.blocks() - 1)).isEqualTo(hashes[end - 1]);
      }
      assertThat(end).isEqualTo(hashes.length);
      assertThat(tree.nodes()).isLessThanOrEqualTo(NODES);
      assertThat(tree.blocks()).isLessThanOrEqualTo(BLOCKS);
    }
  }

  private static PromptPrefix prefix(long... blocks) {
    long[] hashes = new long[blocks.length];
    long state = 0;
    for (int i = 0; i < blocks.length; i++) {
      state = Mix.avalanche(state + blocks[i]);
      hashes[i] = state;
    }
    return PromptPrefix.ofHashes(hashes);
  }
}
