package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

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

  /** In the place of what a leaf needs: it is as it was. */
  private static final int AGAIN = -1;

  private static final int[] NONE = {};

  /** Bytes of the longest text that is looked at. */
  private static final int MOST_BYTES = 1 << 16;

  /** Bytes that a text may have beyond what its state says, in case that is nearer than so. */
  private static final int MOST_DETOUR = 1 << 10;

  private static final int REFILLED_AFTER = 256;
  private static final long KEPT_BYTES = 4L << 20;

  private final TokenVocabulary vocabulary;
  private final TokenBuffer buffer = new TokenBuffer();
  private final WeighedCache<ByteState, Step> steps = new WeighedCache<>(KEPT_BYTES, step -> 32);
  private final WeighedCache<ByteState, Choices> choices =
      new WeighedCache<>(KEPT_BYTES, all -> bytes(all.byNeed));

  private final WeighedCache<ByteState, NavigableMap<Integer, int[]>> ways =
      new WeighedCache<>(KEPT_BYTES, Completion::bytes);

  private final WeighedCache<ByteState, Leaf> leaves = new WeighedCache<>(KEPT_BYTES, Leaf::bytes);

  /** What a state needs, and the first byte of the way there. */
  private record Step(int need, byte value, ByteState next) {}

  /**
   * The tokens that may follow a state, by what is needed after them at most.
   *
   * @param byNeed those that lead somewhere that only the whole state knows
   * @param leaf those that stay in the leaf that the text is in; null where it is in no such one
   * @param again what is needed after those that change nothing
   * @param rest what is needed after that leaf
   */
  private record Choices(NavigableMap<Integer, int[]> byNeed, Leaf leaf, int again, int rest) {

    boolean allFit(int tokens) {
      return fit(byNeed, tokens)
          && (leaf == null || (again <= tokens && fit(leaf.byRest, tokens - rest)));
    }

    private static boolean fit(NavigableMap<Integer, int[]> some, int tokens) {
      return some.isEmpty() || some.lastKey() <= tokens;
    }

    void add(int tokens, TokenBuffer to) {
      byNeed.headMap(tokens, true).values().forEach(to::add);
      if (leaf != null) {
        leaf.byRest.headMap(tokens - rest, true).values().forEach(to::add);
        to.add(again <= tokens ? leaf.again : NONE);
      }
    }
  }

  /**
   * The tokens in a leaf.
   *
   * @param again those after which it is as it was
   * @param byRest others that stay in it, by the bytes that its text needs after them
   * @param crossings those that leave it
   */
  private record Leaf(int[] again, NavigableMap<Integer, int[]> byRest, Crossings crossings) {

    long bytes() {
      return 4L * again.length + Completion.bytes(byRest) + crossings.bytes();
    }
  }

  Completion(TokenVocabulary vocabulary) {
    this.vocabulary = vocabulary;
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
        .along(
            text,
            at,
            (token, length) -> {
              int rest = needs.get(at + length);
              best[0] = rest == NEVER ? best[0] : Math.min(best[0], 1 + rest);
            });
    return best[0];
  }

  /**
   * The first byte after which less is left; where there is none, after which least is. White space
   * comes last: where it is as good as anything it brings nothing nearer.
   */
  private static int towardsEnd(ByteState state) {
    int nearest = -1;
    int shortest = Integer.MAX_VALUE;
    for (int i = 1; i <= 256 && shortest >= state.shortest(); i++) {
      int value = (' ' + i) & 0xff;
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
      known = choices(state);
      choices.put(state, known);
    }
    if (known.allFit(tokensLeft - 1)) {
      return plain;
    }
    buffer.clear();
    known.add(tokensLeft - 1, buffer);
    ownWay(state).headMap(tokensLeft).values().forEach(buffer::add);
    if (buffer.isEmpty()) {
      // It is too late: the output will be cut, as near to its end as can be.
      ownWay(state).values().forEach(buffer::add);
    }
    return TokenMask.of(vocabulary.words(), buffer, plain.ends());
  }

  private Choices choices(ByteState state) {
    ByNeed sorted = new ByNeed(this::bound);
    state.refill();
    ByteState.Inside inside = vocabulary.writesEveryText() ? state.inside() : null;
    if (inside == null) {
      vocabulary.trie().follow(state, sorted);
      return new Choices(sorted.tokens(), null, 0, 0);
    }
    Leaf leaf = leaf(inside.leaf());
    leaf.crossings.follow(state, sorted);
    int again = inside.leaf().shortest() + inside.rest();
    if (!inside.fixed()) {
      return new Choices(sorted.tokens(), leaf, again, inside.rest());
    }
    // What comes after the leaf is the end of the state's own way, or a token of it cut in two.
    int own = need(state);
    int rest = own == NEVER ? NEVER : own + vocabulary.longest();
    return new Choices(sorted.tokens(), leaf, Math.min(own, again), Math.min(rest, inside.rest()));
  }

  @SuppressWarnings("ReferenceEquality")
  private Leaf leaf(ByteState leaf) {
    Leaf known = leaves.get(leaf);
    if (known == null) {
      ByNeed sorted = new ByNeed(after -> after == leaf ? AGAIN : after.shortest());
      leaf.refill();
      Crossings crossings = vocabulary.trie().split(leaf, sorted);
      NavigableMap<Integer, int[]> byRest = sorted.tokens();
      int[] again = byRest.remove(AGAIN);
      known = new Leaf(again == null ? NONE : again, byRest, crossings);
      leaves.put(leaf, known);
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
    return vocabulary.writesEveryText() ? after.shortest() : need(after);
  }

  /**
   * The tokens of the way that {@link #need} counts, by what is needed after them. What the states
   * after them say may be more, and where an automaton has made its states anew, what is known of
   * the way is not known of the states that tokens lead to.
   */
  private NavigableMap<Integer, int[]> ownWay(ByteState from) {
    NavigableMap<Integer, int[]> known = ways.get(from);
    if (known != null) {
      return known;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    List<Integer> needs = new ArrayList<>();
    ByteState state = from;
    while (need(state) != NEVER && !state.accepting() && text.size() < vocabulary.longest()) {
      Step step = steps.get(state);
      text.write(step.value);
      state = step.next;
      needs.add(need(state));
    }
    ByNeed sorted = new ByNeed(this::need);
    vocabulary
        .trie()
        .along(text.toByteArray(), 0, (token, length) -> sorted.add(token, needs.get(length - 1)));
    NavigableMap<Integer, int[]> tokens = sorted.tokens();
    ways.put(from, tokens);
    return tokens;
  }

  private static long bytes(NavigableMap<Integer, int[]> tokens) {
    return tokens.values().stream().mapToLong(some -> 64 + 4L * some.length).sum();
  }

  /** Sorts tokens by what is needed after them. */
  private static final class ByNeed implements TokenSink {
    private final ToIntFunction<ByteState> need;
    private final Map<Integer, TokenBuffer> byNeed = new TreeMap<>();
    private ByteState last;
    private TokenBuffer lastTokens;

    ByNeed(ToIntFunction<ByteState> need) {
      this.need = need;
    }

    @Override
    public void add(int[] tokens, int from, int until, ByteState after) {
      if (after != last) {
        last = after;
        lastTokens = tokens(need.applyAsInt(after));
      }
      lastTokens.add(tokens, from, until, after);
    }

    void add(int token, int need) {
      tokens(need).add(new int[] {token});
    }

    private TokenBuffer tokens(int need) {
      return byNeed.computeIfAbsent(need, key -> new TokenBuffer());
    }

    NavigableMap<Integer, int[]> tokens() {
      NavigableMap<Integer, int[]> tokens = new TreeMap<>();
      byNeed.forEach((need, some) -> tokens.put(need, some.list()));
      return tokens;
    }
  }
}
