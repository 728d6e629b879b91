package io.sglflink.constraint.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An automaton over the bytes of UTF-8, made from one over characters as it is walked.
 *
 * <p>In the middle of a character the state has the characters that may still be meant: their
 * ranges, less what the bytes so far say, and where each leads.
 */
final class TextAutomaton {

  /** States after which those so far are forgotten and made again. */
  private static final int MAX_STATES = 16_384;

  /** Lead byte, and the first character that needs so many bytes, by the bytes that follow. */
  private static final int[] LEADS = {0x00, 0xC0, 0xE0, 0xF0, 0xF8};

  private static final int[] FIRST = {0x00, 0x80, 0x800, 0x10000, 0x110000};

  private static final int UNBOUNDED = Lengths.UNBOUNDED;

  private final Dfa dfa;
  private final Lengths lengths;
  private final int[] classOf;
  private final Map<Place, TextState> states = new HashMap<>();

  /**
   * What of a character is still to come.
   *
   * @param following number of bytes
   * @param ranges first, last and target of each range of what they say
   */
  record Rest(int following, List<Integer> ranges) {}

  /**
   * @param state after the last character, when nothing of it is still to come
   * @param rest null between characters
   */
  private record Place(int state, Rest rest, int min, int max) {}

  TextAutomaton(Dfa dfa) {
    this.dfa = dfa;
    this.lengths = dfa.lengths();
    this.classOf = byteClasses(dfa);
  }

  /** By byte the number of its class, from 0 on; no state tells bytes of one class apart. */
  private static int[] byteClasses(Dfa dfa) {
    boolean[] begins = new boolean[257];
    for (int value : new int[] {0x80, 0x90, 0xA0, 0xC0, 0xC2, 0xE0, 0xE1, 0xF0, 0xF1, 0xF5}) {
      begins[value] = true;
    }
    for (int i = 0; i < dfa.transitions(); i++) {
      mark(dfa.low(i), begins);
      mark(dfa.high(i), begins);
    }
    int[] classes = new int[256];
    for (int value = 1; value < 256; value++) {
      classes[value] = classes[value - 1] + (begins[value] ? 1 : 0);
    }
    return classes;
  }

  /** Tells each byte of a character apart: not all that follows others may follow these. */
  private static void mark(int character, boolean[] begins) {
    int following = Lengths.bytes(character) - 1;
    int lead = LEADS[following] + (character >> (6 * following));
    begins[lead] = true;
    begins[lead + 1] = true;
    for (int i = 0; i < following; i++) {
      int next = 0x80 + (character >> (6 * i) & 0x3F);
      begins[next] = true;
      begins[next + 1] = true;
    }
  }

  TextState start(int min, int max) {
    return between(0, min, max);
  }

  Dfa dfa() {
    return dfa;
  }

  int classOf(int value) {
    return classOf[value];
  }

  int classes() {
    return classOf[255] + 1;
  }

  /** The state after {@code value}, null where there is none. */
  TextState after(TextState from, int value) {
    Rest rest = from.rest();
    if (rest != null) {
      return value >> 6 == 2 ? within(rest.ranges, rest.following - 1, value & 0x3F, from) : null;
    }
    if (value >> 6 == 2) {
      return null;
    }
    int following = value < 0x80 ? 0 : value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    return within(null, following, value - LEADS[following], from);
  }

  /** The state after a byte that says {@code digit}, before {@code following} more. */
  private TextState within(List<Integer> ranges, int following, int digit, TextState from) {
    int size = 1 << (6 * following);
    int base = digit * size;
    boolean leads = ranges == null;
    int min = leads ? Math.max(0, from.min() - 1) : from.min();
    int max = leads && from.max() != UNBOUNDED ? from.max() - 1 : from.max();
    if (max < 0) {
      return null;
    }
    int low = leads ? Math.max(base, FIRST[following]) : base;
    int high = leads ? Math.min(base + size, FIRST[following + 1]) - 1 : base + size - 1;
    List<Integer> cut = new ArrayList<>();
    int first = leads ? dfa.first(from.state()) : 0;
    int end = leads ? dfa.end(from.state()) : ranges.size() / 3;
    for (int i = first; i < end; i++) {
      int since = Math.max(low, leads ? dfa.low(i) : ranges.get(3 * i));
      int to = Math.min(high, leads ? dfa.high(i) : ranges.get(3 * i + 1));
      int target = leads ? dfa.target(i) : ranges.get(3 * i + 2);
      if (since <= to && lengths.any(target, min, max)) {
        cut.addAll(List.of(since - base, to - base, target));
      }
    }
    if (cut.isEmpty()) {
      return null;
    }
    return following == 0
        ? between(cut.get(2), min, max)
        : state(new Place(-1, new Rest(following, List.copyOf(cut)), min, max));
  }

  /** The state between characters, without lengths that are so anyway. */
  private TextState between(int state, int min, int max) {
    int least = lengths.shortest(state) >= min ? 0 : min;
    int most = lengths.longest(state) <= max ? UNBOUNDED : max;
    return state(new Place(state, null, least, most));
  }

  private TextState state(Place place) {
    TextState known = states.get(place);
    if (known == null) {
      if (states.size() == MAX_STATES) {
        // Whoever holds a state keeps it; it only loses its way to the others.
        states.values().forEach(TextState::forget);
        states.clear();
      }
      known = new TextState(this, place.state, place.rest, place.min, place.max);
      states.put(place, known);
    }
    return known;
  }

  /** The state without lengths that {@code bytes} bytes cannot exhaust. */
  TextState lookAhead(TextState of, int bytes) {
    if (of.min() == 0 && of.max() == UNBOUNDED) {
      return of;
    }
    int min = of.min();
    int max = of.max();
    boolean endless = true;
    int furthest = 0;
    int[] targets =
        of.rest() == null
            ? new int[] {of.state()}
            : IntStream.range(0, of.rest().ranges.size() / 3)
                .map(i -> of.rest().ranges.get(3 * i + 2))
                .toArray();
    for (int target : targets) {
      furthest = Math.max(furthest, lengths.furthest(target));
      endless &= lengths.endless(target);
    }
    if (min == 0) {
      max = (long) bytes + furthest <= max ? UNBOUNDED : max;
    } else if (endless) {
      int gap = max == UNBOUNDED ? 0 : lengths.exact().gap();
      if (max == UNBOUNDED || (max - min >= gap && max - bytes >= gap)) {
        min = Math.min(min, bytes + 1);
        max = UNBOUNDED;
      }
    }
    return of.rest() == null
        ? between(of.state(), min, max)
        : state(new Place(-1, of.rest(), min, max));
  }
}
