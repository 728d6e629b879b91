package io.sglflink.constraint.text;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.text.TextAutomaton.Rest;

/** A state of a {@link TextAutomaton}, and how many characters may and must still come. */
final class TextState implements ByteState {

  private static final int UNKNOWN = -1;

  /** Stands for no state where null says that none was asked for. */
  private static final Object NOWHERE = new Object();

  private final TextAutomaton automaton;
  private final int state;
  private final Rest rest;
  private final int min;
  private final int max;
  private final boolean hasNext;
  private int shortest = UNKNOWN;
  private Residual residual;

  /** By class of bytes the state after them, null where it has not been asked for. */
  private Object[] after;

  TextState(TextAutomaton automaton, int state, Rest rest, int min, int max) {
    this.automaton = automaton;
    this.state = state;
    this.rest = rest;
    this.min = min;
    this.max = max;
    this.hasNext = rest != null || goesOn();
  }

  private boolean goesOn() {
    Dfa dfa = automaton.dfa();
    if (max == 0) {
      return false;
    }
    int most = max == Lengths.UNBOUNDED ? max : max - 1;
    for (int i = dfa.first(state); i < dfa.end(state); i++) {
      if (dfa.lengths().any(dfa.target(i), Math.max(0, min - 1), most)) {
        return true;
      }
    }
    return false;
  }

  /** The automaton's state, between characters. */
  int state() {
    return state;
  }

  /** What of a character is still to come, null between characters. */
  Rest rest() {
    return rest;
  }

  /** Fewest characters after the one that is under way. */
  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** Forgets the states that were asked for. */
  void forget() {
    after = null;
  }

  @Override
  public TextState next(int value) {
    int byteClass = automaton.classOf(value);
    Object next = after == null ? null : after[byteClass];
    if (next == null) {
      TextState made = automaton.after(this, value);
      next = made == null ? NOWHERE : made;
      if (after == null) {
        after = new Object[automaton.classes()];
      }
      after[byteClass] = next;
    }
    return next == NOWHERE ? null : (TextState) next;
  }

  @Override
  public boolean accepting() {
    return rest == null && min == 0 && automaton.dfa().accepts(state);
  }

  @Override
  public boolean hasNext() {
    return hasNext;
  }

  @Override
  public TextState lookAhead(int bytes) {
    return automaton.lookAhead(this, bytes);
  }

  @Override
  public int shortest() {
    if (shortest == UNKNOWN) {
      Lengths lengths = automaton.dfa().lengths();
      if (rest == null) {
        shortest = lengths.fewestBytes(state, min, max);
      } else {
        int best = Integer.MAX_VALUE;
        for (int i = 2; i < rest.ranges().size(); i += 3) {
          best = Math.min(best, lengths.fewestBytes(rest.ranges().get(i), min, max));
        }
        shortest = rest.following() + best;
      }
    }
    return shortest;
  }

  /** Nothing to do: a step of this automaton costs little. */
  @Override
  public void refill() {}

  private Residual residual() {
    if (residual == null) {
      residual = Residual.of(automaton.dfa(), state, rest);
    }
    return residual;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof TextState text
            && min == text.min
            && max == text.max
            && residual().equals(text.residual()));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * min + max) + residual().hashCode();
  }
}
