package io.sglflink.operators.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.interpret.LeadingText;
import io.sglflink.operators.Prompt;
import java.util.Arrays;

/**
 * The chain hashes of a prompt's leading blocks.
 *
 * <p>Blocks are {@link #BLOCK_BYTES} bytes of UTF-8; the last one may be shorter. The hash of block
 * n covers the blocks 1 to n, so that equal hashes mean equal text up to there. Hashes are the same
 * on every machine and in every version.
 */
public final class PromptPrefix {

  /** Bytes of a block: some 16 tokens. */
  public static final int BLOCK_BYTES = 64;

  /** Blocks that are hashed. */
  public static final int MAX_BLOCKS = 16;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long[] hashes;
  private final int sharedBlocks;

  private PromptPrefix(long[] hashes, int sharedBlocks) {
    this.hashes = hashes;
    this.sharedBlocks = sharedBlocks;
  }

  /** The prefix of a prompt's leading text, or its routing hint in place of it. */
  public static PromptPrefix of(Prompt prompt) {
    String hint = prompt.record().route();
    if (hint != null) {
      return ofHint(hint);
    }
    LeadingText leading =
        LeadingText.of(prompt.program(), prompt.request(), MAX_BLOCKS * BLOCK_BYTES);
    byte[] text = leading.text().getBytes(UTF_8);
    int constant = leading.constant().getBytes(UTF_8).length;
    return new PromptPrefix(
        chain(Arrays.copyOf(text, Math.min(text.length, MAX_BLOCKS * BLOCK_BYTES))),
        Math.min(constant / BLOCK_BYTES, MAX_BLOCKS));
  }

  /** One block, whatever its length: of a hint only equality counts. */
  static PromptPrefix ofHint(String hint) {
    long[] hashes = chain(hint.getBytes(UTF_8));
    return new PromptPrefix(new long[] {hashes[hashes.length - 1]}, 1);
  }

  /** Hash of the first {@code depth} blocks, at least 1, or of all where there are fewer. */
  public long hash(int depth) {
    return hashes[Math.min(depth, hashes.length) - 1];
  }

  /** Leading whole blocks that every prompt of the same program has. */
  public int sharedBlocks() {
    return sharedBlocks;
  }

  private static long[] chain(byte[] text) {
    int blocks = Math.max(1, (text.length + BLOCK_BYTES - 1) / BLOCK_BYTES);
    long[] hashes = new long[blocks];
    long state = FNV_OFFSET;
    for (int block = 0; block < blocks; block++) {
      int end = Math.min(text.length, (block + 1) * BLOCK_BYTES);
      for (int i = block * BLOCK_BYTES; i < end; i++) {
        state = (state ^ (text[i] & 0xff)) * FNV_PRIME;
      }
      hashes[block] = avalanche(state);
    }
    return hashes;
  }

  /** MurmurHash3's finaliser: the low bits of FNV alone depend on few bits of the text. */
  private static long avalanche(long state) {
    long mixed = (state ^ (state >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
