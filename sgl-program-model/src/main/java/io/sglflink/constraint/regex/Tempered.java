package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.Syntax.Chars;
import io.sglflink.constraint.regex.Syntax.Lookahead;
import io.sglflink.constraint.regex.Syntax.Repetition;
import io.sglflink.constraint.regex.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.Transition;

/**
 * Characters of a class in any number, each with a lookahead before or after it, as in {@code
 * ((?!end).)*}.
 *
 * <p>A mark stands where the repetition ends. What some character of the repetition looks ahead to
 * and must not find is then a text with the mark in it, to be taken away; at last the mark goes.
 */
final class Tempered {

  /** A surrogate, which no {@link CharSet} has. */
  private static final int MARK = Character.MIN_SURROGATE + 2;

  private Tempered() {}

  /** {@code repetition}, which is without bounds, and {@code rest} after it. */
  static Automaton of(Repetition repetition, Automaton rest, int work) {
    List<Syntax> items =
        repetition.body() instanceof Sequence sequence
            ? sequence.items()
            : List.of(repetition.body());
    List<Syntax> others = new ArrayList<>(items);
    others.removeIf(item -> item instanceof Lookahead);
    boolean one = items.size() == 2 && others.size() == 1;
    if (!one || !(others.get(0) instanceof Chars chars)) {
      throw Lookaheads.refused(
          Lookaheads.first(repetition), "take it out of the repetition, or repeat one class only");
    }
    Lookahead look = Lookaheads.first(repetition);
    boolean before = items.get(0).equals(look);
    Automaton any = Operations.repeat(allBut(MARK));
    Automaton marked =
        Operations.concatenate(
            List.of(
                Operations.repeat(PatternAutomaton.plain(chars)),
                Automata.makeChar(MARK),
                Operations.intersection(rest, any)));
    Automaton asked = PatternAutomaton.asked(look);
    Automaton unwanted = look.negated() ? asked : Operations.complement(asked, work);
    Automaton lead = before ? any : Operations.repeat(allBut(MARK), 1);
    Automaton wrong = Operations.concatenate(lead, withMark(unwanted, before));
    return withoutMark(Operations.minus(marked, wrong, work));
  }

  private static Automaton allBut(int character) {
    return Operations.union(
        Automata.makeCharRange(0, character - 1),
        Automata.makeCharRange(character + 1, Character.MAX_CODE_POINT));
  }

  /** The texts of {@code automaton} with the mark put anywhere, though not first if so asked. */
  private static Automaton withMark(Automaton automaton, boolean notFirst) {
    int states = automaton.getNumStates();
    Automaton.Builder marked = new Automaton.Builder();
    int start = marked.createState();
    for (int q = 0; q < states; q++) {
      marked.createState();
      marked.setAccept(marked.createState(), automaton.isAccept(q));
    }
    Transition transition = new Transition();
    for (int q = 0; q < states; q++) {
      int count = automaton.initTransition(q, transition);
      for (int i = 0; i < count; i++) {
        automaton.getNextTransition(transition);
        int to = 2 * transition.dest + 1;
        marked.addTransition(2 * q + 1, to, transition.min, transition.max);
        marked.addTransition(2 * q + 2, to + 1, transition.min, transition.max);
        if (q == 0) {
          marked.addTransition(start, to, transition.min, transition.max);
        }
      }
      marked.addTransition(2 * q + 1, 2 * q + 2, MARK);
    }
    if (!notFirst && states > 0) {
      marked.addTransition(start, 2, MARK);
    }
    return marked.finish();
  }

  private static Automaton withoutMark(Automaton marked) {
    Automaton.Builder erased = new Automaton.Builder();
    erased.copyStates(marked);
    Transition transition = new Transition();
    List<int[]> marks = new ArrayList<>();
    for (int q = 0; q < marked.getNumStates(); q++) {
      int count = marked.initTransition(q, transition);
      for (int i = 0; i < count; i++) {
        marked.getNextTransition(transition);
        if (transition.min <= MARK && transition.max >= MARK) {
          marks.add(new int[] {q, transition.dest});
        } else {
          erased.addTransition(q, transition.dest, transition.min, transition.max);
        }
      }
    }
    // An epsilon takes over the transitions that its target has by then.
    marks.forEach(mark -> erased.addEpsilon(mark[0], mark[1]));
    return Operations.removeDeadStates(erased.finish());
  }
}
