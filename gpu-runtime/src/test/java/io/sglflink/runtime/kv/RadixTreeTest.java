package io.sglflink.runtime.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.runtime.kv.RadixTree.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RadixTreeTest {

  private final RadixTree tree = new RadixTree(EvictionPolicy.LRU);
  private final List<Extent> freed = new ArrayList<>();

  @Test
  void findsTheLongestCachedPrefixAndLeavesTheTreeAsItIs() {
    cache("", 0, 1, 2, 3, 4, 5);

    assertThat(found("", 1, 2, 3, 9)).isEqualTo(3);
    assertThat(found("", 1, 2, 3, 4, 5, 6)).isEqualTo(5);
    assertThat(found("", 9)).isZero();
    assertThat(tree.find("", new int[] {1, 2, 3}, 2).length()).isEqualTo(2);
    assertThat(nodes("")).isEqualTo(2);
  }

  @Test
  void cutsANodeWhereSequencesPartAndKeepsItsSlots() {
    cache("", 0, 1, 2, 3, 4, 5);
    cache("", 10, 1, 2, 8, 9);

    assertThat(nodes("")).isEqualTo(1 + 3);
    assertThat(tree.size()).isEqualTo(7);
    assertThat(path("", 1, 2, 3, 4, 5)).containsExactly(new Extent(0, 5));
    assertThat(path("", 1, 2, 8, 9)).containsExactly(new Extent(0, 2), new Extent(12, 2));
  }

  @Test
  void keepsNamespacesApartAndForgetsThoseThatAreEmpty() {
    cache("one", 0, 1, 2);
    cache("two", 10, 1, 2);
    assertThat(found("three", 1, 2)).isZero();
    RadixNode held = tree.lock(tree.find("four", new int[] {1}, 1));
    assertThat(nodes("one", "two", "four")).isEqualTo(5);

    tree.evict(2, freed::add);
    tree.unlock(held);
    assertThat(found("one", 1, 2)).isZero();
    assertThat(found("two", 1, 2)).isEqualTo(2);
    assertThat(nodes("two")).isEqualTo(2);
  }

  @Test
  void evictsNoMoreTokensThanItMustFromTheEndOfALeaf() {
    cache("", 0, 1, 2, 3, 4, 5, 6);
    tree.evict(2, freed::add);

    assertThat(freed).containsExactly(new Extent(4, 2));
    assertThat(found("", 1, 2, 3, 4, 5, 6)).isEqualTo(4);
    assertThat(tree.evictableSize()).isEqualTo(4);
  }

  @Test
  void evictsALeafBeforeThePrefixThatItWasUsedWith() {
    cache("", 0, 1, 2, 3, 4);
    cache("", 10, 1, 2, 8, 9);
    cache("", 20, 7, 7);

    tree.evict(4, freed::add);
    assertThat(freed).containsExactly(new Extent(2, 2), new Extent(12, 2));
    tree.evict(1, freed::add);
    assertThat(found("", 1, 2)).isEqualTo(1);
    assertThat(found("", 7, 7)).isEqualTo(2);
  }

  @Test
  void evictsNothingThatIsLockedAndTellsHowMuchIsNot() {
    cache("", 0, 1, 2, 3, 4);
    Position prefix = tree.find("", new int[] {1, 2}, 2);
    assertThat(tree.unlockedLength(prefix)).isEqualTo(2);
    RadixNode held = tree.lock(prefix);
    assertThat(tree.unlockedLength(tree.find("", new int[] {1, 2, 3}, 3))).isEqualTo(1);
    tree.evict(100, freed::add);

    assertThat(found("", 1, 2, 3, 4)).isEqualTo(2);
    assertThat(tree.evictableSize()).isZero();
    tree.unlock(held);
    assertThat(tree.evictableSize()).isEqualTo(2);
    assertThatThrownBy(() -> tree.unlock(held)).isInstanceOf(IllegalStateException.class);
  }

  /** Caches tokens whose slots begin at {@code slot}. */
  private void cache(String namespace, int slot, int... tokens) {
    Position present = tree.find(namespace, tokens, tokens.length);
    RadixNode held = tree.lock(present);
    List<Extent> fresh =
        List.of(new Extent(slot + present.length(), tokens.length - present.length()));
    Position end = new Position(held, present.length(), 0);
    tree.unlock(tree.extend(held, end, tokens, tokens.length, fresh));
  }

  private int found(String namespace, int... tokens) {
    return tree.find(namespace, tokens, tokens.length).length();
  }

  private List<Extent> path(String namespace, int... tokens) {
    return tree.path(tree.find(namespace, tokens, tokens.length).node());
  }

  /** How many nodes there are, all in {@code namespaces}. */
  private int nodes(String... namespaces) {
    assertThat(tree.nodes())
        .extracting(node -> node.namespace)
        .isSubsetOf(Arrays.asList(namespaces));
    return tree.nodes().size();
  }
}
