package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** How short JSON can write texts. */
final class Spelling {

  private static final int MAX_KEPT = 65_536;
  private static final int MAX_SEARCHED = 100_000;

  private final Map<ByteState, Integer> known = new HashMap<>();

  /** Bytes that JSON needs for a byte of UTF-8. */
  static int cost(int value) {
    return switch (value) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default -> value < ' ' ? 6 : 1;
    };
  }

  /** Bytes of {@code text} between its quotes. */
  static int cost(String text) {
    int cost = 0;
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      cost += cost(value & 0xff);
    }
    return cost;
  }

  /** Bytes of the shortest spelling of what completes a text that stands at {@code state}. */
  int shortest(ByteState state) {
    Integer kept = known.get(state);
    if (kept != null) {
      return kept;
    }
    if (known.size() > MAX_KEPT) {
      known.clear();
    }
    int found = plain(state) ? state.shortest() : search(state);
    known.put(state, found);
    return found;
  }

  /** What that spelling may be; control characters are spelled in a longer one. */
  byte[] nearest(ByteState from) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteState at = from;
    int left = shortest(from);
    while (left > 0) {
      int value = 0;
      ByteState next = at.next(value);
      while (next == null || cost(value) + shortest(next) != left) {
        next = at.next(++value);
      }
      bytes.writeBytes(spelled(value));
      left -= cost(value);
      at = next;
    }
    return bytes.toByteArray();
  }

  private static byte[] spelled(int value) {
    return cost(value) == 1
        ? new byte[] {(byte) value}
        : String.format("\\u%04x", value).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether characters that need no escape lead to the nearest end; keeps what is on the way. */
  private boolean plain(ByteState from) {
    List<ByteState> way = new ArrayList<>();
    ByteState at = from;
    while (at != null && !at.accepting()) {
      way.add(at);
      at = plainStep(at);
    }
    if (at != null) {
      way.forEach(state -> known.put(state, state.shortest()));
    }
    return at != null;
  }

  private static ByteState plainStep(ByteState from) {
    int left = from.shortest() - 1;
    for (int value = 255; value >= ' '; value--) {
      ByteState next = cost(value) == 1 ? from.next(value) : null;
      if (next != null && next.shortest() == left) {
        return next;
      }
    }
    return null;
  }

  /** A* with bytes of UTF-8 for the bound: spelling takes at least as many. */
  private static int search(ByteState from) {
    PriorityQueue<Open> open = new PriorityQueue<>(Comparator.comparingInt(Open::bound));
    Set<ByteState> closed = new HashSet<>();
    open.add(new Open(from, 0, from.shortest()));
    while (true) {
      Open best = open.remove();
      if (best.state.accepting()) {
        return best.cost;
      }
      if (!closed.add(best.state)) {
        continue;
      }
      if (closed.size() > MAX_SEARCHED) {
        throw new ConstraintBudgetException("the shortest text of a pattern takes long to find");
      }
      for (int value = 0; value < 256; value++) {
        ByteState next = best.state.next(value);
        if (next != null) {
          int cost = best.cost + cost(value);
          open.add(new Open(next, cost, cost + next.shortest()));
        }
      }
    }
  }

  private record Open(ByteState state, int cost, int bound) {}
}
