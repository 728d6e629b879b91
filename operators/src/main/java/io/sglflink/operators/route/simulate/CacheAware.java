package io.sglflink.operators.route.simulate;

import java.util.HashMap;
import java.util.Map;

/**
 * The {@code cache_aware} policy of SGLang's gateway with its defaults: one gateway for all
 * senders, which sees how many prompts each slot has in flight.
 *
 * <p>When the most exceeds the least by {@value #BALANCE_ABS} and by half, the least loaded slot is
 * taken. Otherwise, when a slot was given {@value #CACHE_THRESHOLD} of the prompt's text before, as
 * one tree of all routed texts has it, the one that was given it last; otherwise the least loaded.
 * The tree takes the text in any case; at its default size it forgets nothing here.
 */
final class CacheAware implements Policy {

  static final double CACHE_THRESHOLD = 0.3;
  static final int BALANCE_ABS = 64;
  static final double BALANCE_REL = 1.5;

  private final Node root = new Node();

  @Override
  public int slot(SimulatedPrompt prompt, int[] inFlight) {
    int least = 0;
    int most = 0;
    for (int slot = 1; slot < inFlight.length; slot++) {
      least = inFlight[slot] < inFlight[least] ? slot : least;
      most = inFlight[slot] > inFlight[most] ? slot : most;
    }
    boolean unbalanced =
        inFlight[most] - inFlight[least] > BALANCE_ABS
            && inFlight[most] > BALANCE_REL * inFlight[least];
    int slot = unbalanced ? least : affine(prompt, least);
    Node node = root;
    for (Segment segment : prompt.text()) {
      node = node.children.computeIfAbsent(segment.id(), id -> new Node());
      node.slot = slot;
    }
    return slot;
  }

  private int affine(SimulatedPrompt prompt, int least) {
    Node node = root;
    int matched = 0;
    for (Segment segment : prompt.text()) {
      Node child = node.children.get(segment.id());
      if (child == null) {
        break;
      }
      matched += segment.tokens();
      node = child;
    }
    return matched > CACHE_THRESHOLD * prompt.tokens() ? node.slot : least;
  }

  private static final class Node {
    private final Map<Long, Node> children = new HashMap<>(4);
    private int slot;
  }
}
