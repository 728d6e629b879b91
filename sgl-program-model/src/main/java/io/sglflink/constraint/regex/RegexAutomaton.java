package io.sglflink.constraint.regex;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A deterministic automaton over bytes whose states are made when they are first asked for. */
final class RegexAutomaton {

  /** States, or expressions in them, after which those so far are forgotten and made again. */
  private static final int MAX_STATES = 8_192;

  private static final int MAX_EXPRESSIONS = 65_536;

  private final Expressions expressions;
  private final Derivatives derivatives;
  private final int[] classOf;
  private final Map<List<Expression>, RegexState> states = new HashMap<>();
  private final RegexState start;

  /**
   * @param root what the expressions were made for; they are sealed here
   * @param budget expressions that may be looked at between two calls of {@link #refill}
   */
  RegexAutomaton(Expressions expressions, Expression root, int budget) {
    this.expressions = expressions;
    this.derivatives = new Derivatives(expressions, budget);
    expressions.seal();
    this.classOf = expressions.byteClasses();
    this.start = state(derivatives.terms(root));
  }

  RegexState start() {
    return start;
  }

  /** Where the empty text stands in one of the expressions that were there from the beginning. */
  RegexState at(Expression expression) {
    return state(derivatives.terms(expression));
  }

  int classOf(int value) {
    return classOf[value];
  }

  int classes() {
    return classOf[255] + 1;
  }

  RegexState after(RegexState state, int value) {
    return state(derivatives.after(state.terms(), value));
  }

  RegexState lookAhead(RegexState state, int bytes) {
    return state(derivatives.within(state.terms(), bytes));
  }

  void refill() {
    derivatives.refill();
  }

  /**
   * Makes the states that are the fewest bytes away.
   *
   * @throws ConstraintBudgetException when even these take too much work
   */
  void explore(int count) {
    derivatives.refill();
    Set<RegexState> seen = new HashSet<>(Set.of(start));
    Deque<RegexState> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && seen.size() < count) {
      RegexState state = open.remove();
      for (int value = 0; value < 256; value++) {
        RegexState next = state.next(value);
        if (next != null && seen.add(next)) {
          open.add(next);
        }
      }
    }
  }

  private RegexState state(List<Expression> terms) {
    RegexState known = states.get(terms);
    if (known != null) {
      return known;
    }
    if (states.size() >= MAX_STATES || expressions.later() >= MAX_EXPRESSIONS) {
      // Whoever holds a state keeps it; it only loses its way to the others.
      states.values().forEach(RegexState::forget);
      states.clear();
      expressions.forget();
      // Every output begins here: not forgotten, it would lead to more and more forgotten states.
      states.put(start.terms(), start);
    }
    RegexState made = new RegexState(this, terms);
    states.put(terms, made);
    return made;
  }
}
