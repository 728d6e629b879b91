package io.sglflink.operators.route.simulate;

import io.sglflink.operators.route.PromptPrefix;
import java.util.List;

/** Chain hashes of segments, as if each token were four bytes of text. */
final class BlockHashes {

  private BlockHashes() {}

  static long[] of(List<Segment> text) {
    int tokens = 0;
    for (Segment segment : text) {
      tokens += segment.tokens();
    }
    int blocks = (tokens + PromptPrefix.BLOCK_TOKENS - 1) / PromptPrefix.BLOCK_TOKENS;
    long[] hashes = new long[Math.min(blocks, PromptPrefix.MAX_BLOCKS)];
    long state = 0;
    int end = 0;
    int block = 0;
    for (Segment segment : text) {
      end += segment.tokens();
      state = mix(state, segment.id());
      while (block < hashes.length
          && ((block + 1) * PromptPrefix.BLOCK_TOKENS <= end || end == tokens)) {
        state = mix(state, block);
        hashes[block++] = state;
      }
    }
    return hashes;
  }

  private static long mix(long state, long value) {
    long mixed = (state ^ value) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 29);
  }
}
