package io.sglflink.operators.route;

import io.sglflink.operators.Prompt;

/**
 * Prompts that share their program's header meet.
 *
 * <p>The route is the chain hash at the depth of the program's constant header, in whole blocks, at
 * least one and at most {@link #MAX_DEPTH}. So prompts of one program with a header of a block or
 * more go to one key group; those of a program with a shorter header share too little to be worth
 * it and are spread by the text of their first block, arguments included. Loads are not looked at.
 */
public final class PrefixRouter implements Router {

  /** Blocks beyond this one do not count: 1 KiB of text. */
  public static final int MAX_DEPTH = PromptPrefix.MAX_BLOCKS;

  private final int keyGroups;

  public PrefixRouter(int keyGroups) {
    this.keyGroups = keyGroups;
  }

  @Override
  public int keyGroup(Prompt prompt) {
    return keyGroup(PromptPrefix.of(prompt));
  }

  int keyGroup(PromptPrefix prefix) {
    int depth = Math.max(1, Math.min(prefix.sharedBlocks(), MAX_DEPTH));
    return (int) Long.remainderUnsigned(prefix.hash(depth), keyGroups);
  }
}
