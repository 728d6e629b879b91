package io.sglflink.constraint.regex;

import io.sglflink.constraint.ByteState;
import java.util.List;

/** A state of a {@link RegexAutomaton}: what may still come, as terms of which any may match. */
final class RegexState implements ByteState {

  private final RegexAutomaton automaton;
  private final List<Expression> terms;
  private final boolean accepting;
  private final boolean hasNext;

  /** By class of bytes the state after them, null where it has not been asked for. */
  private RegexState[] after;

  RegexState(RegexAutomaton automaton, List<Expression> terms) {
    this.automaton = automaton;
    this.terms = terms;
    this.accepting = terms.stream().anyMatch(term -> term.nullable);
    this.hasNext = terms.stream().anyMatch(term -> !(term instanceof Expression.Empty));
  }

  List<Expression> terms() {
    return terms;
  }

  @Override
  public RegexState next(int value) {
    int byteClass = automaton.classOf(value);
    RegexState next = after == null ? null : after[byteClass];
    if (next == null) {
      next = automaton.after(this, value);
      if (after == null) {
        after = new RegexState[automaton.classes()];
      }
      after[byteClass] = next;
    }
    return next.terms.isEmpty() ? null : next;
  }

  /** Forgets the states that were asked for. */
  void forget() {
    after = null;
  }

  @Override
  public boolean accepting() {
    return accepting;
  }

  @Override
  public boolean hasNext() {
    return hasNext;
  }

  @Override
  public int shortest() {
    return terms.stream().mapToInt(term -> term.shortest).min().orElseThrow();
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return automaton.lookAhead(this, bytes);
  }

  @Override
  public void refill() {
    automaton.refill();
  }
}
