package io.sglflink.constraint.regex;

import io.sglflink.constraint.ByteState;
import java.util.List;

/**
 * The texts of several lexemes as one automaton, so that equal rests of different ones are one
 * state. Not thread-safe.
 */
public final class LexemeAutomaton {

  private final RegexAutomaton automaton;
  private final List<Expression> roots;

  /**
   * @param lexemes each with at least one text
   * @param budget expressions that may be looked at between two calls of {@link #refill}
   * @throws io.sglflink.constraint.ConstraintBudgetException when they are too large
   */
  public LexemeAutomaton(List<Lexeme> lexemes, int budget) {
    Expressions expressions = new Expressions();
    Lowering lowering = new Lowering(expressions);
    this.roots = lexemes.stream().map(lexeme -> lowering.lower(lexeme.syntax())).toList();
    this.automaton = new RegexAutomaton(expressions, expressions.empty, budget);
  }

  /** Where the empty text stands in the lexeme of this index. */
  public ByteState start(int lexeme) {
    return automaton.at(roots.get(lexeme));
  }

  /** Bytes of the shortest text of a lexeme. */
  public int shortest(int lexeme) {
    return roots.get(lexeme).shortest;
  }

  /** A number for bytes that no lexeme tells apart, from 0 on. */
  public int classOf(int value) {
    return automaton.classOf(value);
  }

  public int classes() {
    return automaton.classes();
  }

  public void refill() {
    automaton.refill();
  }
}
