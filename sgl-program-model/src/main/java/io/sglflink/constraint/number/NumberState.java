package io.sglflink.constraint.number;

import io.sglflink.constraint.ByteState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A position and the states after it that were asked for. */
final class NumberState implements ByteState {

  private static final String SYMBOLS = "0123456789.+-e";

  /** By byte the place of its symbol in {@link #SYMBOLS}, −1 for none. */
  private static final byte[] SLOTS = slots();

  /** States after which those so far are forgotten and made again. */
  private static final int MAX_STATES = 8_192;

  private final Position position;
  private final Map<Position, NumberState> states;
  private final int hash;

  /** By slot the state after it, null where there is none or it has not been asked for. */
  private NumberState[] after;

  /** Bits of the slots that have been asked for. */
  private int known;

  private int shortest = Position.UNKNOWN;

  private NumberState(Position position, Map<Position, NumberState> states) {
    this.position = position;
    this.states = states;
    this.hash = position.hashCode();
  }

  static NumberState start(Position position) {
    return new NumberState(position, new HashMap<>());
  }

  private static byte[] slots() {
    byte[] slots = new byte[256];
    for (int value = 0; value < slots.length; value++) {
      slots[value] = (byte) SYMBOLS.indexOf(value == 'E' ? 'e' : value);
    }
    return slots;
  }

  @Override
  public NumberState next(int value) {
    int slot = SLOTS[value];
    if (slot < 0) {
      return null;
    }
    if ((known >> slot & 1) == 0) {
      Position next = position.next(SYMBOLS.charAt(slot));
      // Making one may forget all others, this state's too.
      NumberState made = next == null ? null : state(next);
      if (after == null) {
        after = new NumberState[SYMBOLS.length()];
      }
      after[slot] = made;
      known |= 1 << slot;
    }
    return after[slot];
  }

  private NumberState state(Position next) {
    NumberState made = states.get(next);
    if (made == null) {
      if (states.size() >= MAX_STATES) {
        // Whoever holds a state keeps it; it only loses its way to the others.
        states.values().forEach(NumberState::forget);
        states.clear();
      }
      made = new NumberState(next, states);
      states.put(next, made);
    }
    return made;
  }

  private void forget() {
    after = null;
    known = 0;
  }

  @Override
  public boolean accepting() {
    return position.accepting();
  }

  @Override
  public boolean hasNext() {
    for (int i = 0; i < SYMBOLS.length(); i++) {
      if (next(SYMBOLS.charAt(i)) != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public int shortest() {
    if (shortest == Position.UNKNOWN) {
      shortest = findShortest();
    }
    return shortest;
  }

  /** Looks, byte by byte, through the states that do not know it themselves. */
  private int findShortest() {
    int best = Integer.MAX_VALUE;
    List<NumberState> level = List.of(this);
    Set<NumberState> seen = new HashSet<>(level);
    for (int depth = 0; depth < best && !level.isEmpty(); depth++) {
      List<NumberState> below = new ArrayList<>();
      for (NumberState state : level) {
        int rest = state.accepting() ? 0 : state.position.shortest();
        if (rest != Position.UNKNOWN) {
          best = Math.min(best, depth + rest);
          continue;
        }
        for (int i = 0; i < SYMBOLS.length(); i++) {
          NumberState next = state.next(SYMBOLS.charAt(i));
          if (next != null && seen.add(next)) {
            below.add(next);
          }
        }
      }
      level = below;
    }
    return best;
  }

  @Override
  public void refill() {
    // Every state takes about as much work.
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof NumberState state
            && hash == state.hash
            && position.equals(state.position));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
