package io.sglflink.operators.route;

/**
 * Prompts that share their program's header meet.
 *
 * <p>The route is the chain hash at the depth of the program's constant header, in whole blocks, at
 * least one and at most {@link #MAX_DEPTH}. So prompts of one program with a header of a block or
 * more go to one key group; those of a program with a shorter header share too little to be worth
 * it and are spread by the text of their first block, arguments included. Loads are not looked at.
 */
public final class PrefixRouter implements Router {

  private static final long serialVersionUID = 1;

  /** Blocks beyond this one do not count: 1 KiB of text. */
  public static final int MAX_DEPTH = PromptPrefix.MAX_BLOCKS;

  @Override
  public int keyGroup(PromptPrefix prefix, int keyGroups) {
    int depth = Math.max(1, Math.min(prefix.sharedBlocks(), MAX_DEPTH));
    return (int) Long.remainderUnsigned(prefix.hash(depth), keyGroups);
  }
}
