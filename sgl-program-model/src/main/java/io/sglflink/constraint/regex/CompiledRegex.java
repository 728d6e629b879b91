package io.sglflink.constraint.regex;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.RegexException.Kind;

/**
 * A pattern that the whole of a text must match.
 *
 * <p>Compiling takes milliseconds, at worst some tenths of a second, however large the automaton
 * would be: states are made when they are first asked for. Not thread-safe after that.
 */
public final class CompiledRegex {

  static final String MATCHES_NOTHING =
      "no text matches the pattern: look for a class without characters, or a lookahead that what"
          + " follows cannot meet";

  /** Expressions that may be looked at for one mask: some tenths of a second. */
  private static final int BUDGET = 500_000;

  /** States that are made at once, to see what they cost. */
  private static final int EXPLORED = 256;

  private final RegexAutomaton automaton;

  private CompiledRegex(RegexAutomaton automaton) {
    this.automaton = automaton;
  }

  /**
   * Compiles {@code pattern}.
   *
   * @throws RegexException when it is not of the dialect, matches nothing, or is too large
   */
  public static CompiledRegex compile(String pattern) {
    Syntax syntax = Anchors.remove(RegexParser.parse(pattern, Dialect.WHOLE));
    try {
      Expressions expressions = new Expressions();
      Expression root = new Lowering(expressions).lower(syntax);
      if (root == null) {
        throw new RegexException(Kind.MATCHES_NOTHING, MATCHES_NOTHING);
      }
      RegexAutomaton automaton = new RegexAutomaton(expressions, root, BUDGET);
      automaton.explore(EXPLORED);
      return new CompiledRegex(automaton);
    } catch (ConstraintBudgetException e) {
      throw new RegexException(Kind.TOO_LARGE, e.getMessage());
    }
  }

  /** Where the empty text stands. */
  public ByteState start() {
    return automaton.start();
  }
}
