package io.sglflink.operators.route;

import io.sglflink.operators.Prompt;

/**
 * Sends prompts where their beginnings are in the cache, as long as no slot has more work than the
 * others.
 *
 * <p>Each sender has its own, and tells no other: since all see a sample of the same stream and
 * prefer the same slots, their memories agree where it matters. All is soft: a router that starts
 * anew costs at most a prefill per prefix and slot. It takes some microseconds per prompt, and at
 * most some 16 MiB. Deterministic: its choices follow from the prompts alone.
 *
 * <p>Prompts with the same routing hint meet on one slot, whatever its load.
 */
public final class BoundedLoadRouter implements Router {

  /** Prefixes that are remembered. */
  static final int MAX_NODES = 1 << 15;

  /** Blocks that are remembered: 32 MiB of text. */
  static final int MAX_BLOCKS = 1 << 19;

  /** Most output tokens that are expected where a record allows more. */
  private static final int MOST_OUTPUT = 512;

  private final SlotChooser chooser;

  /**
   * A router that knows of no prompt yet.
   *
   * @param keyGroups the maximum parallelism of the evaluation
   * @param slots its parallelism
   */
  public BoundedLoadRouter(int keyGroups, int slots) {
    this.chooser =
        new SlotChooser(new SlotGroups(keyGroups, slots), new PrefixTree(MAX_NODES, MAX_BLOCKS));
  }

  @Override
  public int keyGroup(Prompt prompt) {
    return keyGroup(PromptPrefix.of(prompt), prompt.request().sampling().maxTokens());
  }

  /**
   * The key group for a prompt whose prefix is known.
   *
   * @param maxTokens most output tokens
   */
  public int keyGroup(PromptPrefix prefix, int maxTokens) {
    return chooser.keyGroup(prefix, Math.min(maxTokens, MOST_OUTPUT));
  }
}
