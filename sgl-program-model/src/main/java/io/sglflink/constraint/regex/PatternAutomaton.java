package io.sglflink.constraint.regex;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.Syntax.Anchor;
import io.sglflink.constraint.regex.Syntax.Chars;
import io.sglflink.constraint.regex.Syntax.Choice;
import io.sglflink.constraint.regex.Syntax.Lookahead;
import io.sglflink.constraint.regex.Syntax.Repetition;
import io.sglflink.constraint.regex.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.Transition;

/**
 * Automata of patterns over characters.
 *
 * <p>Begin and end of the text are two characters that no text has, each of them once or more:
 * anchors take one, and what is left is erased at the end. A lookahead is the intersection of what
 * it asks for with what may follow, so automata are made from a pattern's end to its begin.
 */
final class PatternAutomaton {

  /** States of the automaton that a pattern spells out, counts included. */
  private static final int MAX_STATES = 50_000;

  /** Steps of making an automaton deterministic. */
  private static final int WORK = 50_000;

  /** Repetitions that are spelled out to see what each of them looks ahead to. */
  private static final int MAX_LOOKS = 8;

  /** Surrogates: no {@link CharSet} has them. */
  private static final int BEGIN = Character.MIN_SURROGATE;

  private static final int END = Character.MIN_SURROGATE + 1;

  private PatternAutomaton() {}

  /** The texts in which {@code syntax} is found. */
  static Automaton search(Syntax syntax) {
    checkSize(syntax);
    if (syntax instanceof Sequence sequence) {
      List<Syntax> items = sequence.items();
      boolean begin = !items.isEmpty() && isAnchor(items.get(0), true);
      boolean end = items.size() > 1 && isAnchor(items.get(items.size() - 1), false);
      Syntax inner = new Sequence(items.subList(begin ? 1 : 0, items.size() - (end ? 1 : 0)));
      if (!Lookaheads.hasAnchor(inner) && !Lookaheads.hasLookahead(inner)) {
        return ends(begin, inner, end);
      }
    } else if (!Lookaheads.hasAnchor(syntax) && !Lookaheads.hasLookahead(syntax)) {
      return ends(false, syntax, false);
    }
    Automaton any = any();
    Automaton found = Operations.concatenate(any, before(syntax, any));
    return orEmpty(erased(found), syntax);
  }

  private static boolean isAnchor(Syntax syntax, boolean begin) {
    return syntax instanceof Anchor anchor && anchor.begin() == begin;
  }

  private static Automaton ends(boolean begin, Syntax inner, boolean end) {
    Automaton characters = Operations.repeat(chars(CharSet.ALL));
    Syntax shortest = end ? inner : Trimming.end(inner);
    Automaton found =
        begin
            ? plain(shortest)
            : Operations.concatenate(characters, plain(Trimming.begin(shortest)));
    return end ? found : openEnd(Operations.determinize(found, WORK));
  }

  /** {@code found} and anything behind it, without states that only differ behind it. */
  private static Automaton openEnd(Automaton found) {
    Automaton open = new Automaton();
    Transition transition = new Transition();
    for (int q = 0; q < found.getNumStates(); q++) {
      open.createState();
      open.setAccept(q, found.isAccept(q));
    }
    for (int q = 0; q < found.getNumStates(); q++) {
      if (found.isAccept(q)) {
        addChars(open, q, q, CharSet.ALL);
      } else {
        int count = found.initTransition(q, transition);
        for (int i = 0; i < count; i++) {
          found.getNextTransition(transition);
          open.addTransition(q, transition.dest, transition.min, transition.max);
        }
      }
    }
    open.finishState();
    return open;
  }

  /** The texts that {@code syntax} matches as a whole. */
  static Automaton whole(Syntax syntax) {
    checkSize(syntax);
    Automaton rest = Operations.repeat(Automata.makeChar(END));
    return orEmpty(erased(before(syntax, rest)), syntax);
  }

  private static Automaton orEmpty(Automaton automaton, Syntax syntax) {
    // Anchors in any order hold at once in the empty text.
    return Lookaheads.matchesEmpty(syntax)
        ? Operations.union(automaton, Automata.makeEmptyString())
        : automaton;
  }

  private static void checkSize(Syntax syntax) {
    if (states(syntax) > MAX_STATES) {
      throw new ConstraintBudgetException(
          String.format(
              Locale.ROOT,
              "a pattern's counts spell out more than %,d states: lower them",
              MAX_STATES));
    }
  }

  private static double states(Syntax syntax) {
    if (syntax instanceof Sequence sequence) {
      return sequence.items().stream().mapToDouble(PatternAutomaton::states).sum();
    }
    if (syntax instanceof Choice choice) {
      return choice.alternatives().stream().mapToDouble(PatternAutomaton::states).sum();
    }
    if (syntax instanceof Repetition repetition) {
      boolean unbounded = repetition.max() == Repetition.UNBOUNDED;
      int times = unbounded ? repetition.min() + 1 : repetition.max();
      return times * states(repetition.body());
    }
    return syntax instanceof Lookahead look ? states(look.body()) : 1;
  }

  /** What {@code syntax} matches, and {@code rest} after it. */
  private static Automaton before(Syntax syntax, Automaton rest) {
    if (!Lookaheads.hasLookahead(syntax)) {
      return Operations.concatenate(plain(syntax), rest);
    }
    if (syntax instanceof Lookahead look) {
      return looking(look, rest);
    }
    if (syntax instanceof Sequence sequence) {
      Automaton whole = rest;
      for (int i = sequence.items().size() - 1; i >= 0; i--) {
        whole = before(sequence.items().get(i), whole);
      }
      return whole;
    }
    if (syntax instanceof Choice choice) {
      return Operations.union(
          choice.alternatives().stream().map(one -> before(one, rest)).toList());
    }
    return repeated((Repetition) syntax, rest);
  }

  private static Automaton repeated(Repetition repetition, Automaton rest) {
    boolean unbounded = repetition.max() == Repetition.UNBOUNDED;
    int times = unbounded ? repetition.min() : repetition.max();
    if (times > MAX_LOOKS) {
      throw Lookaheads.refused(
          Lookaheads.first(repetition),
          "take it out of what is repeated more than " + MAX_LOOKS + " times");
    }
    Automaton whole = unbounded ? Tempered.of(repetition, rest, WORK) : rest;
    for (int i = times; i > 0; i--) {
      Automaton once = before(repetition.body(), whole);
      whole = i > repetition.min() ? Operations.union(once, rest) : once;
    }
    return whole;
  }

  private static Automaton looking(Lookahead look, Automaton rest) {
    return look.negated()
        ? Operations.minus(rest, asked(look), WORK)
        : Operations.intersection(rest, asked(look));
  }

  /**
   * What may follow so that {@code look} finds its body, however often begin and end are repeated.
   */
  static Automaton asked(Lookahead look) {
    if (Lookaheads.hasBegin(look.body())) {
      throw Lookaheads.refused(look, "take the ^ out of it");
    }
    Automaton erased = erased(before(look.body(), any()));
    return Operations.determinize(
        Operations.concatenate(
            List.of(
                Operations.repeat(Automata.makeChar(BEGIN)),
                erased,
                Operations.repeat(Automata.makeChar(END)))),
        WORK);
  }

  /** Any characters, begins and ends. */
  private static Automaton any() {
    return Automata.makeAnyString();
  }

  /** {@code automaton} over texts alone, with as many begins and ends around them as it takes. */
  private static Automaton erased(Automaton automaton) {
    Automaton frame =
        Operations.concatenate(
            List.of(
                Operations.repeat(Automata.makeChar(BEGIN)),
                Operations.repeat(chars(CharSet.ALL)),
                Operations.repeat(Automata.makeChar(END))));
    Automaton framed =
        Operations.determinize(
            Operations.removeDeadStates(Operations.intersection(automaton, frame)), WORK);
    Automaton.Builder erased = new Automaton.Builder();
    erased.createState();
    Transition transition = new Transition();
    for (int q = 0; q < framed.getNumStates(); q++) {
      erased.setAccept(erased.createState(), endsAccepted(framed, q));
    }
    for (int q = 0; q < framed.getNumStates(); q++) {
      int count = framed.initTransition(q, transition);
      for (int i = 0; i < count; i++) {
        framed.getNextTransition(transition);
        if (transition.min != BEGIN && transition.min != END) {
          erased.addTransition(q + 1, transition.dest + 1, transition.min, transition.max);
        }
      }
    }
    List<Integer> begins = new ArrayList<>();
    for (int q = framed.getNumStates() == 0 ? -1 : 0;
        q >= 0 && !begins.contains(q);
        q = framed.step(q, BEGIN)) {
      begins.add(q);
      erased.addEpsilon(0, q + 1);
    }
    return Operations.removeDeadStates(erased.finish());
  }

  private static boolean endsAccepted(Automaton framed, int state) {
    List<Integer> seen = new ArrayList<>();
    for (int q = state; q >= 0 && !seen.contains(q); q = framed.step(q, END)) {
      if (framed.isAccept(q)) {
        return true;
      }
      seen.add(q);
    }
    return false;
  }

  /** What a pattern without lookaheads matches, anchors being characters. */
  static Automaton plain(Syntax syntax) {
    if (syntax instanceof Chars chars) {
      return chars(chars.set());
    }
    if (syntax instanceof Anchor anchor) {
      return Automata.makeChar(anchor.begin() ? BEGIN : END);
    }
    if (syntax instanceof Choice choice) {
      return Operations.union(choice.alternatives().stream().map(PatternAutomaton::plain).toList());
    }
    if (syntax.equals(Syntax.EMPTY)) {
      return Automata.makeEmptyString();
    }
    if (syntax instanceof Sequence sequence) {
      return Operations.concatenate(
          sequence.items().stream().map(PatternAutomaton::plain).toList());
    }
    Repetition repetition = (Repetition) syntax;
    Automaton body = plain(repetition.body());
    return repetition.max() == Repetition.UNBOUNDED
        ? Operations.repeat(body, repetition.min())
        : Operations.repeat(body, repetition.min(), repetition.max());
  }

  private static Automaton chars(CharSet set) {
    Automaton automaton = new Automaton();
    int from = automaton.createState();
    int to = automaton.createState();
    automaton.setAccept(to, true);
    addChars(automaton, from, to, set);
    automaton.finishState();
    return automaton;
  }

  private static void addChars(Automaton automaton, int from, int to, CharSet set) {
    int[] bounds = set.within(0, Character.MAX_CODE_POINT);
    for (int i = 0; i < bounds.length; i += 2) {
      automaton.addTransition(from, to, bounds[i], bounds[i + 1]);
    }
  }
}
