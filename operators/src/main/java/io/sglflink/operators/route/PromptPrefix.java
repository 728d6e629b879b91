package io.sglflink.operators.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.interpret.LeadingText;
import io.sglflink.operators.Prompt;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The chain hashes of a prompt's leading blocks.
 *
 * <p>Blocks are {@link #BLOCK_BYTES} bytes of UTF-8; the last one may be shorter. The hash of block
 * n covers the blocks 1 to n, so that equal hashes mean equal text up to there. Hashes are the same
 * on every machine and in every version.
 */
public final class PromptPrefix {

  /** Bytes of a block. */
  public static final int BLOCK_BYTES = 64;

  /** Tokens that a block is taken for: four bytes each. */
  public static final int BLOCK_TOKENS = 16;

  /** Blocks that are hashed: 32 KiB of text. */
  public static final int MAX_BLOCKS = 512;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x9e3779b97f4a7c15L;

  private final long[] hashes;
  private final boolean hint;

  private PromptPrefix(long[] hashes, boolean hint) {
    this.hashes = hashes;
    this.hint = hint;
  }

  /** The prefix of a prompt's leading text, or of what stands in its place: hint or session. */
  public static PromptPrefix of(Prompt prompt) {
    String hint = prompt.record().route();
    if (hint != null) {
      return ofHint(hint);
    }
    if (prompt.record().session() != null) {
      return ofSession(prompt);
    }
    String text =
        LeadingText.beginning(prompt.program(), prompt.request(), MAX_BLOCKS * BLOCK_BYTES);
    return ofText(text);
  }

  /** The prefix of a text. */
  public static PromptPrefix ofText(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new PromptPrefix(chain(bytes, Math.min(bytes.length, MAX_BLOCKS * BLOCK_BYTES)), false);
  }

  /**
   * The prefix of a text that was hashed elsewhere.
   *
   * @param hashes one per block, 1 or more, each covering the blocks before it; not to be modified
   */
  public static PromptPrefix ofHashes(long[] hashes) {
    if (hashes.length == 0) {
      throw new IllegalArgumentException("a prefix has no block: give one or more");
    }
    return new PromptPrefix(hashes, false);
  }

  /**
   * What all runs of the program begin with, and the session in place of the rest: a turn's own
   * text says nothing of where the turns before it are.
   */
  private static PromptPrefix ofSession(Prompt prompt) {
    String constant =
        LeadingText.of(prompt.program(), prompt.request(), MAX_BLOCKS * BLOCK_BYTES).constant();
    byte[] header = constant.getBytes(UTF_8);
    int blocks = Math.min(MAX_BLOCKS - 1, header.length / BLOCK_BYTES);
    long[] hashes = Arrays.copyOf(chain(header, blocks * BLOCK_BYTES), blocks + 1);
    long above = blocks == 0 ? 0 : hashes[blocks - 1];
    hashes[blocks] = Mix.avalanche(above + ofHint(prompt.record().session()).hash(0));
    return new PromptPrefix(hashes, false);
  }

  /** One block, whatever its length: of a hint only equality counts. */
  static PromptPrefix ofHint(String hint) {
    byte[] bytes = hint.getBytes(UTF_8);
    long[] hashes = chain(bytes, bytes.length);
    return new PromptPrefix(new long[] {hashes[hashes.length - 1]}, true);
  }

  /** Whether a routing hint stands in place of text. */
  boolean isHint() {
    return hint;
  }

  /** Blocks, at least 1. */
  int blocks() {
    return hashes.length;
  }

  /** Hash of the blocks up to and with {@code block}, counted from 0. */
  long hash(int block) {
    return hashes[block];
  }

  /** The hashes of the blocks {@code from} to before {@code to}. */
  long[] hashes(int from, int to) {
    return Arrays.copyOfRange(hashes, from, to);
  }

  private static long[] chain(byte[] text, int length) {
    int blocks = Math.max(1, (length + BLOCK_BYTES - 1) / BLOCK_BYTES);
    long[] hashes = new long[blocks];
    long state = OFFSET;
    for (int block = 0; block < blocks; block++) {
      int end = Math.min(length, (block + 1) * BLOCK_BYTES);
      int i = block * BLOCK_BYTES;
      for (; i + Long.BYTES <= end; i += Long.BYTES) {
        state = step(state, (long) WORD.get(text, i));
      }
      for (; i < end; i++) {
        state = step(state, text[i] & 0xff);
      }
      hashes[block] = Mix.avalanche(state);
    }
    return hashes;
  }

  private static long step(long state, long word) {
    long mixed = (state ^ word) * PRIME;
    return mixed ^ (mixed >>> 32);
  }
}
