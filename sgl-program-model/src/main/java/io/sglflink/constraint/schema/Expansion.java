package io.sglflink.constraint.schema;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Multiplies literals out into candidates without choices, as the Davis-Putnam-Logemann-Loveland
 * procedure looks for models: what must hold is asserted first, choices lose the branches that
 * contradict it, and only then the smallest choice is tried branch by branch.
 */
final class Expansion {

  private static final int MAX_ALTERNATIVES = 4096;

  /** Some hundred milliseconds. */
  private static final int MAX_STEPS = 200_000;

  private final Kind kind;
  private final List<Candidate> found = new ArrayList<>();
  private int steps;

  private Expansion(Kind kind) {
    this.kind = kind;
  }

  /** What is left of {@code start} when all of {@code literals} hold; none when it is empty. */
  static List<Candidate> of(Kind kind, Candidate start, List<Literal> literals) {
    Expansion expansion = new Expansion(kind);
    Branch root = expansion.new Branch(start);
    for (Literal literal : literals) {
      if (!root.assume(Formula.is(literal, kind))) {
        return List.of();
      }
    }
    expansion.solve(root);
    return expansion.found;
  }

  private void solve(Branch branch) {
    if (!branch.simplify()) {
      return;
    }
    if (branch.choices.isEmpty()) {
      limit(found.size(), MAX_ALTERNATIVES);
      found.add(branch.candidate);
      return;
    }
    Choice smallest = branch.choices.get(0);
    for (Choice choice : branch.choices) {
      if (choice.branches.size() < smallest.branches.size()) {
        smallest = choice;
      }
    }
    branch.choices.remove(smallest);
    for (Formula formula : smallest.branches) {
      Branch next = branch.copy();
      if (next.assume(formula) && next.assumeOthers(smallest, formula)) {
        solve(next);
      }
    }
  }

  private static void limit(int value, int max) {
    if (value > max) {
      throw new ConstraintBudgetException(
          "its alternatives multiply to more than can be told apart: give each a property with a"
              + " constant of its own, or say less with oneOf, anyOf, not and dependencies");
    }
  }

  /**
   * One of {@code branches} holds.
   *
   * @param exactlyOne whether the others do not
   * @param unless what is not to hold, when the choice only says that; then there is nothing to
   *     choose where it cannot hold anyway
   */
  private record Choice(List<Formula> branches, boolean exactlyOne, Literal unless) {}

  /** What holds so far, and what is still to be chosen. */
  private final class Branch {

    private final Candidate candidate;
    private final Set<Literal> known = new HashSet<>();
    private final List<Choice> choices = new ArrayList<>();

    Branch(Candidate candidate) {
      this.candidate = candidate;
    }

    Branch copy() {
      Branch copy = new Branch(candidate.copy());
      copy.known.addAll(known);
      copy.choices.addAll(choices);
      return copy;
    }

    /** Asserts all of a formula that leaves no choice; false when nothing is left. */
    boolean assume(Formula formula) {
      Deque<Formula> open = new ArrayDeque<>();
      open.push(formula);
      while (!open.isEmpty()) {
        limit(++steps, MAX_STEPS);
        Formula next = open.pop();
        if (next instanceof Formula.Atom atom) {
          if (!atom.assertion().test(candidate)) {
            return false;
          }
        } else if (next instanceof Formula.All all) {
          for (int i = all.parts().size() - 1; i >= 0; i--) {
            open.push(all.parts().get(i));
          }
        } else if (next instanceof Formula.Any any) {
          if (any.branches().isEmpty()) {
            return false;
          }
          choices.add(new Choice(any.branches(), false, null));
        } else if (next instanceof Formula.One one) {
          choices.add(
              new Choice(
                  one.branches().stream().<Formula>map(Formula.Is::new).toList(), true, null));
        } else if (next instanceof Formula.Is is && !assume(is.literal(), open)) {
          return false;
        }
      }
      return true;
    }

    private boolean assume(Literal literal, Deque<Formula> open) {
      if (known.contains(literal.negated())) {
        return false;
      }
      if (known.add(literal)) {
        Formula formula = literal.formula(kind);
        if (literal.negative() && formula instanceof Formula.Any any && any.branches().size() > 1) {
          choices.add(new Choice(any.branches(), false, literal.negated()));
        } else {
          open.push(formula);
        }
      }
      return true;
    }

    boolean assumeOthers(Choice choice, Formula taken) {
      if (choice.exactlyOne) {
        boolean passed = false;
        for (Formula other : choice.branches) {
          // The very branch, even where another one is equal to it.
          if (!passed && other.equals(taken)) {
            passed = true;
          } else if (!assume(Formula.is(((Formula.Is) other).literal().negated(), kind))) {
            return false;
          }
        }
      }
      return true;
    }

    /** Drops what cannot be chosen and takes what must be; false when nothing is left. */
    boolean simplify() {
      boolean again = true;
      while (again) {
        again = false;
        for (Choice choice : List.copyOf(choices)) {
          List<Formula> possible = possible(choice);
          if (possible == null) {
            choices.remove(choice);
          } else if (possible.isEmpty()) {
            return false;
          } else if (possible.size() == 1) {
            choices.remove(choice);
            if (!assume(possible.get(0)) || !assumeOthers(choice, possible.get(0))) {
              return false;
            }
            again = true;
          } else if (possible.size() < choice.branches.size() && !choice.exactlyOne) {
            choices.set(choices.indexOf(choice), new Choice(possible, false, choice.unless));
          }
        }
      }
      return true;
    }

    /** The branches that do not contradict what holds; null when one of them holds already. */
    private List<Formula> possible(Choice choice) {
      if (choice.unless != null && !copyWithoutChoices().couldHold(choice.unless)) {
        return null;
      }
      List<Formula> possible = new ArrayList<>(choice.branches.size());
      for (Formula formula : choice.branches) {
        Branch trial = copyWithoutChoices();
        trial.candidate.changed = false;
        if (trial.assume(formula)) {
          possible.add(formula);
          if (!choice.exactlyOne && !trial.candidate.changed && trial.choices.isEmpty()) {
            return null;
          }
        }
      }
      return possible;
    }

    private Branch copyWithoutChoices() {
      Branch copy = new Branch(candidate.copy());
      copy.known.addAll(known);
      return copy;
    }

    private boolean couldHold(Literal literal) {
      known.remove(literal.negated());
      if (!assume(Formula.is(literal, kind))) {
        return false;
      }
      for (Choice choice : choices) {
        boolean any = false;
        for (Formula formula : choice.branches) {
          any = any || copyWithoutChoices().assume(formula);
        }
        if (!any) {
          return false;
        }
      }
      return true;
    }
  }
}
