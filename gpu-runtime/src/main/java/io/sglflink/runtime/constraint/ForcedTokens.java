package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tokens that must come next, for one constraint.
 *
 * <p>What must come is known in bytes; which tokens the model would write it with is the
 * tokenizer's to say, and depends on what stands before and after. Before it, some tokens of the
 * sequence are split again: when they come out otherwise, nothing is forced. After it, a token is
 * left to the model if a longer one could stand in its place.
 */
final class ForcedTokens {

  /** Bytes that are looked for at once; the rest is found the next time. */
  private static final int MOST_BYTES = 512;

  /** What is split again of the sequence: at least so much, if there is, and at most. */
  private static final int LEAST_CONTEXT_TOKENS = 2;

  private static final int LEAST_CONTEXT_BYTES = 7;
  private static final int MOST_CONTEXT_TOKENS = 16;
  private static final int MOST_CONTEXT_BYTES = 256;

  private static final long KEPT_BYTES = 1L << 20;
  private static final int[] NONE = {};

  private final TokenVocabulary vocabulary;
  private final CanonicalSplit canonical;
  private final WeighedCache<ByteState, Run> runs = new WeighedCache<>(KEPT_BYTES, Run::bytes);
  private final WeighedCache<Place, int[]> known =
      new WeighedCache<>(KEPT_BYTES, tokens -> 256 + 4L * tokens.length);

  /**
   * Bytes that must come.
   *
   * @param after the state after each of them
   */
  private record Run(byte[] text, List<ByteState> after) {
    long bytes() {
      return 64 + 9L * text.length;
    }
  }

  private record Place(ByteState state, List<Integer> context) {}

  ForcedTokens(TokenVocabulary vocabulary, CanonicalSplit canonical) {
    this.vocabulary = vocabulary;
    this.canonical = canonical;
  }

  /** What {@link TokenState#forced} says of {@code state}. */
  int[] after(ByteState state, int[] tokens, int length) {
    Run run = runs.get(state);
    if (run == null) {
      run = run(state);
      runs.put(state, run);
    }
    if (run.text.length == 0) {
      return NONE;
    }
    int from = contextFrom(tokens, length);
    if (from < 0) {
      return NONE;
    }
    int[] context = Arrays.copyOfRange(tokens, from, length);
    Place place = new Place(state, Arrays.stream(context).boxed().toList());
    int[] forced = known.get(place);
    if (forced == null) {
      forced = forced(context, run);
      known.put(place, forced);
    }
    return forced;
  }

  private static Run run(ByteState from) {
    from.refill();
    byte[] text = new byte[MOST_BYTES];
    List<ByteState> after = new ArrayList<>();
    ByteState state = from;
    while (after.size() < MOST_BYTES && !state.accepting()) {
      int value = onlyByte(state);
      if (value < 0) {
        break;
      }
      text[after.size()] = (byte) value;
      state = state.next(value);
      after.add(state);
    }
    return new Run(Arrays.copyOf(text, after.size()), List.copyOf(after));
  }

  /** The one byte that can follow, or −1. */
  private static int onlyByte(ByteState state) {
    int only = -1;
    for (int value = 0; value < 256; value++) {
      if (state.next(value) != null) {
        if (only >= 0) {
          return -1;
        }
        only = value;
      }
    }
    return only;
  }

  /** Where the tokens begin that are split again, or −1 where none can be. */
  private int contextFrom(int[] tokens, int length) {
    int from = length;
    int bytes = 0;
    boolean enough = false;
    while (!enough && from > 0 && vocabulary.bytes(tokens[from - 1]) != null) {
      byte[] written = vocabulary.bytes(tokens[--from]);
      bytes += written.length;
      if (length - from > MOST_CONTEXT_TOKENS || bytes > MOST_CONTEXT_BYTES) {
        return -1;
      }
      enough =
          length - from >= LEAST_CONTEXT_TOKENS
              && bytes >= LEAST_CONTEXT_BYTES
              && canonical.canBeginWith(written);
    }
    boolean canBegin =
        from == length
            ? canonical.canBegin()
            : canonical.canBeginWith(vocabulary.bytes(tokens[from]));
    return canBegin ? from : -1;
  }

  private int[] forced(int[] context, Run run) {
    byte[] before = written(context);
    byte[] all = Arrays.copyOf(before, before.length + run.text.length);
    System.arraycopy(run.text, 0, all, before.length, run.text.length);
    byte[] text = Arrays.copyOf(all, CanonicalSplit.wholeCharacters(all));
    if (text.length <= before.length) {
      return NONE;
    }
    int[] tokens = canonical.split(text);
    if (tokens.length <= context.length
        || !Arrays.equals(tokens, 0, context.length, context, 0, context.length)) {
      return NONE;
    }
    int until = fixed(tokens, text, run.after.get(text.length - before.length - 1));
    return until <= context.length ? NONE : Arrays.copyOfRange(tokens, context.length, until);
  }

  private byte[] written(int[] tokens) {
    int length = Arrays.stream(tokens).map(token -> vocabulary.bytes(token).length).sum();
    byte[] written = new byte[length];
    int at = 0;
    for (int token : tokens) {
      byte[] bytes = vocabulary.bytes(token);
      System.arraycopy(bytes, 0, written, at, bytes.length);
      at += bytes.length;
    }
    return written;
  }

  /** How many of {@code tokens} stay whatever comes after {@code end}. */
  private int fixed(int[] tokens, byte[] text, ByteState end) {
    end.refill();
    int at = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (vocabulary.trie().spans(text, at, end)) {
        return i;
      }
      at += vocabulary.bytes(tokens[i]).length;
    }
    return tokens.length;
  }
}
