package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings one constraint's outputs to an end before their tokens run out.
 *
 * <p>From each state one text leads to an end: byte by byte to the state that says it is nearest,
 * the first in the order of bytes. A state needs as many tokens as that text needs at least. What
 * is left of such a text is one too, so the first token of the best split always leads to a state
 * that needs one token less: whoever takes only tokens after which the rest fits always has that
 * one.
 */
final class Completion {

  /** What a state needs from which no end is known that the vocabulary can write. */
  static final int NEVER = Integer.MAX_VALUE;

  /** Bytes of the longest text that is looked at. */
  private static final int MOST_BYTES = 1 << 16;

  /** Bytes that a text may have beyond what its state says, in case that is nearer than so. */
  private static final int MOST_DETOUR = 1 << 10;

  private static final int REFILLED_AFTER = 256;
  private static final long KEPT_BYTES = 4L << 20;

  private final TokenVocabulary vocabulary;
  private final LeafMasks nested;
  private final TokenBuffer buffer = new TokenBuffer();
  private final WeighedCache<ByteState, Step> steps = new WeighedCache<>(KEPT_BYTES, step -> 32);
  private final WeighedCache<ByteState, Choices> choices =
      new WeighedCache<>(KEPT_BYTES, Choices::bytes);

  /** By leaf the bytes that the rest of it needs at most after one of its tokens. */
  private final WeighedCache<ByteState, Integer> rests = new WeighedCache<>(KEPT_BYTES, rest -> 16);

  /** What a state needs, and the first byte of the way there. */
  private record Step(int need, byte value, ByteState next) {}

  /**
   * The tokens that may follow a state, by what is needed after them.
   *
   * @param most what is needed at most
   * @param byNeed the tokens, or null as long as nobody has asked for them
   */
  private record Choices(int most, TreeMap<Integer, int[]> byNeed) {
    long bytes() {
      return byNeed == null
          ? 32
          : byNeed.values().stream().mapToLong(tokens -> 64 + 4L * tokens.length).sum();
    }
  }

  Completion(TokenVocabulary vocabulary, LeafMasks nested) {
    this.vocabulary = vocabulary;
    this.nested = nested;
  }

  /** Tokens that bring a text at {@code state} to an end, or {@link #NEVER}. */
  int need(ByteState state) {
    if (state.accepting()) {
      return 0;
    }
    Step known = steps.get(state);
    return known != null ? known.need : walk(state);
  }

  private int walk(ByteState from) {
    if (from.shortest() > MOST_BYTES) {
      return NEVER;
    }
    List<ByteState> states = new ArrayList<>();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    List<Integer> needs = new ArrayList<>();
    ByteState state = from;
    // From the first known state on as far as a token reaches that begins before it.
    int beyond = vocabulary.longest();
    while (!state.accepting() && beyond > 0) {
      if (states.size() > from.shortest() + MOST_DETOUR) {
        return NEVER;
      }
      if (states.size() % REFILLED_AFTER == 0) {
        state.refill();
      }
      Step step = steps.get(state);
      beyond = step == null ? vocabulary.longest() : beyond - 1;
      states.add(state);
      needs.add(step == null ? null : (Integer) step.need);
      int value = step == null ? towardsEnd(state) : step.value & 0xff;
      text.write(value);
      state = step == null ? state.next(value) : step.next;
    }
    states.add(state);
    needs.add(need(state));
    byte[] bytes = text.toByteArray();
    for (int at = bytes.length - 1; at >= 0; at--) {
      if (needs.get(at) == null) {
        int need = best(bytes, at, needs);
        needs.set(at, need);
        steps.put(states.get(at), new Step(need, bytes[at], states.get(at + 1)));
      }
    }
    return needs.get(0);
  }

  private int best(byte[] text, int at, List<Integer> needs) {
    int[] best = {NEVER};
    vocabulary
        .trie()
        .lengths(
            text,
            at,
            length -> {
              int rest = needs.get(at + length);
              best[0] = rest == NEVER ? best[0] : Math.min(best[0], 1 + rest);
            });
    return best[0];
  }

  private static int towardsEnd(ByteState state) {
    int nearest = -1;
    int shortest = Integer.MAX_VALUE;
    for (int value = 0; value < 256; value++) {
      ByteState next = state.next(value);
      if (next != null && next.shortest() < shortest) {
        nearest = value;
        shortest = next.shortest();
      }
    }
    if (nearest < 0) {
      throw new IllegalStateException("nothing leads from here to an end");
    }
    return nearest;
  }

  /**
   * Those tokens of {@code plain}, the mask of {@code state}, after which {@code tokensLeft} − 1
   * further ones are enough.
   */
  TokenMask mask(ByteState state, int tokensLeft, TokenMask plain) {
    Choices known = choices.get(state);
    if (known == null) {
      known = new Choices(mostAfter(state), null);
      choices.put(state, known);
    }
    if (known.most < tokensLeft) {
      return plain;
    }
    if (known.byNeed == null) {
      known = byNeed(state);
      choices.put(state, known);
    }
    if (known.most < tokensLeft) {
      return plain;
    }
    buffer.clear();
    known.byNeed.headMap(tokensLeft).values().forEach(buffer::add);
    return TokenMask.of(vocabulary.words(), buffer, plain.ends());
  }

  /**
   * What is needed at most after any token, {@link #NEVER} where it is not cheap to tell.
   *
   * <p>Where the text in its only leaf has no say in what comes after it, that part is the end of
   * this state's own way, or a token of it cut in two.
   */
  private int mostAfter(ByteState state) {
    List<ByteState> leaves = state.leaves();
    int own = need(state);
    if (!state.hasFixedRest()
        || TokenMasks.isWhole(state, leaves)
        || own == NEVER
        || !vocabulary.writesEveryText()) {
      return NEVER;
    }
    state.refill();
    Most most = new Most();
    nested.of(leaves.get(0)).crossings().forEach(crossings -> crossings.follow(state, most));
    long inside = (long) own + vocabulary.longest() + restAfter(leaves.get(0));
    return (int) Math.min(NEVER, Math.max(most.need, inside));
  }

  private int restAfter(ByteState leaf) {
    Integer known = rests.get(leaf);
    if (known == null) {
      Longest longest = new Longest();
      vocabulary.trie().follow(leaf, longest);
      known = longest.rest;
      rests.put(leaf, known);
    }
    return known;
  }

  /**
   * What is needed after a token, or at least as much: where bytes are tokens as well, the shortest
   * rest is no more tokens than bytes. The way that is known is told exactly.
   */
  private int bound(ByteState after) {
    if (after.accepting()) {
      return 0;
    }
    Step known = steps.get(after);
    if (known != null) {
      return known.need;
    }
    return after.hasExactShortest() && vocabulary.writesEveryText()
        ? after.shortest()
        : need(after);
  }

  private Choices byNeed(ByteState state) {
    // Makes the way known.
    need(state);
    ByNeed sorted = new ByNeed();
    state.refill();
    vocabulary.trie().follow(state, sorted);
    TreeMap<Integer, int[]> tokens = new TreeMap<>();
    for (Map.Entry<Integer, TokenBuffer> some : sorted.byNeed.entrySet()) {
      tokens.put(some.getKey(), some.getValue().list());
    }
    return new Choices(tokens.isEmpty() ? 0 : tokens.lastKey(), tokens);
  }

  /** The longest of the shortest rests after some tokens. */
  private static final class Longest implements TokenSink {
    private int rest;
    private ByteState last;

    @Override
    public void add(int[] tokens, int from, int until, ByteState after) {
      if (after != last) {
        last = after;
        // Where a text may end and go on, the leaf does not tell what its end takes.
        boolean open = after.accepting() && after.hasNext();
        rest = open ? NEVER : Math.max(rest, after.shortest());
      }
    }
  }

  /** What is needed at most after any of some tokens. */
  private final class Most implements TokenSink {
    private int need;

    @Override
    public void add(int[] tokens, int from, int until, ByteState after) {
      need = Math.max(need, bound(after));
    }
  }

  /** Sorts tokens by what is needed after them. */
  private final class ByNeed implements TokenSink {
    private final Map<Integer, TokenBuffer> byNeed = new TreeMap<>();
    private ByteState last;
    private TokenBuffer lastTokens;

    @Override
    public void add(int[] tokens, int from, int until, ByteState after) {
      if (after != last) {
        last = after;
        lastTokens = byNeed.computeIfAbsent(bound(after), need -> new TokenBuffer());
      }
      lastTokens.add(tokens, from, until, after);
    }
  }
}
