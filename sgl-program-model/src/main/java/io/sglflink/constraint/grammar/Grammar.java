package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Grammars as constraints.
 *
 * <p>Compiling takes milliseconds, at worst some tenths of a second: states are made when they are
 * first asked for. What is returned belongs to one thread at a time.
 */
public final class Grammar {

  /** Characters of a grammar. */
  static final int MAX_LENGTH = 1 << 18;

  /** Stacks, and expressions, that may be looked at for one mask: some tenths of a second. */
  private static final int BUDGET = 200_000;

  /** States that are made at once, to see what they cost. */
  private static final int EXPLORED = 256;

  private Grammar() {}

  /**
   * Compiles a grammar in GBNF; where the empty text stands.
   *
   * @param rules as llama.cpp's grammars/README.md has them, the one of the whole output named root
   * @throws ConstraintException when it is not of the language, derives no text, has a rule that
   *     begins with itself through another, or is too large
   */
  public static ByteState compile(String rules) {
    if (rules.length() > MAX_LENGTH) {
      throw tooLarge(
          String.format("the grammar has %,d characters: at most %,d", rules.length(), MAX_LENGTH));
    }
    Map<String, Part> solved = new LinkedHashMap<>();
    GrammarParser.parse(rules)
        .forEach((name, body) -> solved.put(name, Recursion.solved(name, body)));
    Map<String, Part> productive = Productive.of(solved);
    if (!productive.containsKey(GrammarParser.ROOT)) {
      throw new ConstraintException(
          Kind.UNSATISFIABLE,
          "rule root",
          "no text can be derived from the rule root: give every rule an alternative that does not"
              + " come back to it");
    }
    try {
      GrammarAutomaton automaton = new GrammarCompiler(productive).compile(BUDGET);
      automaton.explore(EXPLORED);
      return automaton.start();
    } catch (ConstraintBudgetException e) {
      throw tooLarge(e.getMessage());
    }
  }

  private static ConstraintException tooLarge(String message) {
    return new ConstraintException(Kind.TOO_LARGE, "", message);
  }
}
