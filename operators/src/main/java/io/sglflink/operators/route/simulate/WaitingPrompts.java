package io.sglflink.operators.route.simulate;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Prompts that a slot's engine may choose from. As the engine does, it goes depth first through the
 * tree of their texts, to those first whose text was in the cache when they came.
 *
 * @param <T> what is known of a prompt besides its text
 */
final class WaitingPrompts<T> {

  private final Node<T> root = new Node<>();

  int size() {
    return root.waiting;
  }

  /** Adds a prompt of whose text so many tokens are in the cache. */
  void add(List<Segment> text, int cached, T prompt) {
    Node<T> node = root;
    node.waiting++;
    int position = 0;
    for (Segment segment : text) {
      node = node.child(segment.id(), cached > position);
      node.waiting++;
      position += segment.tokens();
    }
    node.ending.add(prompt);
  }

  /** Takes out the one whose turn it is; somebody must be waiting. */
  T remove() {
    Node<T> node = root;
    node.waiting--;
    while (node.ending.isEmpty()) {
      Map<Long, Node<T>> siblings = node.cached.isEmpty() ? node.others : node.cached;
      Map.Entry<Long, Node<T>> first = siblings.entrySet().iterator().next();
      node = first.getValue();
      if (--node.waiting == 0) {
        siblings.remove(first.getKey());
      }
    }
    return node.ending.remove();
  }

  private static final class Node<T> {
    private final Map<Long, Node<T>> cached = new LinkedHashMap<>();
    private final Map<Long, Node<T>> others = new LinkedHashMap<>();
    private final Queue<T> ending = new ArrayDeque<>();
    private int waiting;

    Node<T> child(long segment, boolean isCached) {
      Node<T> present = cached.getOrDefault(segment, others.get(segment));
      if (present != null) {
        return present;
      }
      Node<T> child = new Node<>();
      (isCached ? cached : others).put(segment, child);
      return child;
    }
  }
}
