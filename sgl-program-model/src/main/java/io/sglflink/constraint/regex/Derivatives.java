package io.sglflink.constraint.regex;

import static io.sglflink.constraint.regex.Syntax.Repetition.UNBOUNDED;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Partial derivatives: what may follow an expression's first byte.
 *
 * <p>Antimirov, "Partial derivatives of regular expressions and finite automaton constructions",
 * 1996, with counted repetitions as one expression, so that {@code a{0,1000}} needs no thousand
 * copies.
 */
final class Derivatives {

  /** Items of a sequence in which counts beyond a horizon are looked for. */
  private static final int CLAMPED_ITEMS = 8;

  /** Terms of a state up to which each is compared with each other. */
  private static final int COMPARED_TERMS = 64;

  private final Expressions expressions;
  private final int budget;
  private int left;

  /**
   * @param budget expressions that may be looked at between two calls of {@link #refill}
   */
  Derivatives(Expressions expressions, int budget) {
    this.expressions = expressions;
    this.budget = budget;
    this.left = budget;
  }

  void refill() {
    left = budget;
  }

  /** The terms after {@code value}, none where it cannot come. */
  List<Expression> after(List<Expression> terms, int value) {
    Set<Expression> after = new LinkedHashSet<>();
    for (Expression term : terms) {
      derive(term, value, expressions.empty, after);
    }
    return normal(after);
  }

  /** The terms of one expression. */
  List<Expression> terms(Expression expression) {
    Set<Expression> terms = new LinkedHashSet<>();
    add(expression, terms);
    return normal(terms);
  }

  private void derive(Expression of, int value, Expression tail, Set<Expression> after) {
    Expression expression = of;
    while (true) {
      if (--left < 0) {
        throw new ConstraintBudgetException(
            "the constraint takes too much work here: make what may follow less ambiguous");
      }
      if (expression instanceof Expression.Sequence sequence) {
        derive(sequence.head, value, expressions.sequence(sequence.tail, tail), after);
        if (!sequence.head.nullable) {
          return;
        }
        expression = sequence.tail;
        continue;
      }
      if (expression instanceof Expression.Bytes bytes) {
        Expression next = bytes.after(value);
        if (next != null) {
          add(expressions.sequence(next, tail), after);
        }
      } else if (expression instanceof Expression.Choice choice) {
        for (Expression alternative : choice.alternatives) {
          derive(alternative, value, tail, after);
        }
      } else if (expression instanceof Expression.Repetition repetition) {
        int max = repetition.max == UNBOUNDED ? UNBOUNDED : repetition.max - 1;
        Expression rest =
            expressions.repetition(repetition.body, Math.max(0, repetition.min - 1), max);
        derive(repetition.body, value, expressions.sequence(rest, tail), after);
      }
      return;
    }
  }

  private static void add(Expression term, Set<Expression> to) {
    if (term instanceof Expression.Choice choice) {
      to.addAll(List.of(choice.alternatives));
    } else {
      to.add(term);
    }
  }

  /** Equal sets of terms as equal lists, with counts of the same thing joined. */
  private List<Expression> normal(Set<Expression> terms) {
    if (terms.size() < 2) {
      return List.copyOf(terms);
    }
    Set<Expression> joined = new LinkedHashSet<>();
    Map<List<Expression>, List<Counts>> counted = new LinkedHashMap<>();
    for (Expression term : terms) {
      boolean sequence = term instanceof Expression.Sequence;
      Expression head = sequence ? ((Expression.Sequence) term).head : term;
      Expression tail = sequence ? ((Expression.Sequence) term).tail : expressions.empty;
      if (head instanceof Expression.Repetition repetition) {
        counted
            .computeIfAbsent(List.of(repetition.body, tail), key -> new ArrayList<>())
            .add(new Counts(repetition.min, repetition.max));
      } else {
        joined.add(term);
      }
    }
    counted.forEach(
        (key, counts) -> {
          for (Counts one : Counts.joined(counts)) {
            Expression repetition = expressions.repetition(key.get(0), one.min, one.max);
            joined.add(expressions.sequence(repetition, key.get(1)));
          }
        });
    return uncovered(joined).stream().sorted(Comparator.comparingInt(term -> term.id)).toList();
  }

  /** The terms without those that another one allows as well, as far as counts alone tell. */
  private static Collection<Expression> uncovered(Set<Expression> terms) {
    if (terms.size() > COMPARED_TERMS) {
      return terms;
    }
    List<Expression> uncovered = new ArrayList<>();
    for (Expression term : terms) {
      if (uncovered.stream().noneMatch(other -> covers(other, term))) {
        uncovered.removeIf(other -> covers(term, other));
        uncovered.add(term);
      }
    }
    return uncovered;
  }

  private static boolean covers(Expression wide, Expression narrow) {
    Expression one = wide;
    Expression other = narrow;
    // Long tails are mostly shared.
    while (one != other
        && one instanceof Expression.Sequence first
        && other instanceof Expression.Sequence second) {
      if (!coversAlone(first.head, second.head)) {
        return false;
      }
      one = first.tail;
      other = second.tail;
    }
    return coversAlone(one, other);
  }

  private static boolean coversAlone(Expression wide, Expression narrow) {
    return wide == narrow
        || (wide instanceof Expression.Repetition most
            && narrow instanceof Expression.Repetition least
            && most.body == least.body
            && most.min <= least.min
            && most.max >= least.max);
  }

  /** Numbers of repetitions. */
  private record Counts(int min, int max) {

    /** The same numbers in as few ranges as possible. */
    static List<Counts> joined(List<Counts> counts) {
      List<Counts> joined = new ArrayList<>();
      for (Counts next : counts.stream().sorted(Comparator.comparingInt(Counts::min)).toList()) {
        int end = joined.size() - 1;
        if (end >= 0 && next.min - 1 <= joined.get(end).max) {
          Counts last = joined.get(end);
          joined.set(end, new Counts(last.min, Math.max(last.max, next.max)));
        } else {
          joined.add(next);
        }
      }
      return joined;
    }
  }

  /** The terms with counts over {@code horizon} no longer told apart: no text so short has them. */
  List<Expression> within(List<Expression> terms, int horizon) {
    Set<Expression> clamped = new LinkedHashSet<>();
    for (Expression term : terms) {
      add(within(term, horizon, CLAMPED_ITEMS), clamped);
    }
    return normal(clamped);
  }

  private Expression within(Expression term, int horizon, int items) {
    if (term instanceof Expression.Sequence sequence && items > 0) {
      Expression head = within(sequence.head, horizon, items - 1);
      Expression tail = within(sequence.tail, horizon, items - 1);
      return expressions.sequence(head, tail);
    }
    if (term instanceof Expression.Repetition repetition) {
      int min = Math.min(repetition.min, horizon + 1);
      int max = repetition.max > horizon ? UNBOUNDED : repetition.max;
      return expressions.repetition(repetition.body, min, max);
    }
    return term;
  }
}
