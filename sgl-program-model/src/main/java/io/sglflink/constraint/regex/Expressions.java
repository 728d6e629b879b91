package io.sglflink.constraint.regex;

import static io.sglflink.constraint.regex.Syntax.Repetition.UNBOUNDED;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes expressions, each once. None has the empty language: what would have it is null instead, so
 * whatever can be reached can be completed.
 *
 * <p>What {@link #seal} found stays; what came later is forgotten by {@link #forget}, after which
 * an equal expression may be made again, which costs work but changes nothing.
 */
final class Expressions {

  private static final int MAX_EXPRESSIONS = 200_000;

  private final Map<Object, Expression> base = new HashMap<>();
  private final Map<Object, Expression> later = new HashMap<>();
  private final boolean[] classStarts = new boolean[257];
  private boolean sealed;
  private int nextId;

  final Expression empty = new Expression.Empty(nextId++);

  private record PairKey(Expression head, Expression tail) {}

  private record CountKey(Expression body, int min, int max) {}

  private record BytesKey(List<Integer> bounds, List<Expression> after) {}

  /** Ends the pattern's own expressions. */
  void seal() {
    sealed = true;
  }

  /** How many were made since {@link #seal} or {@link #forget}. */
  int later() {
    return later.size();
  }

  void forget() {
    later.clear();
  }

  /**
   * For each byte the number of its class, from 0 on; no expression tells bytes of one class apart.
   */
  int[] byteClasses() {
    int[] classes = new int[256];
    for (int value = 1; value < 256; value++) {
      classes[value] = classes[value - 1] + (classStarts[value] ? 1 : 0);
    }
    return classes;
  }

  /**
   * One byte of some ranges and what follows it; null without ranges.
   *
   * @param bounds first and last byte of each range, in order
   */
  Expression bytes(List<Integer> bounds, List<Expression> after) {
    if (after.isEmpty()) {
      return null;
    }
    Object key = new BytesKey(List.copyOf(bounds), List.copyOf(after));
    Expression known = find(key);
    if (known != null) {
      return known;
    }
    for (int i = 0; i < bounds.size(); i += 2) {
      classStarts[bounds.get(i)] = true;
      classStarts[bounds.get(i + 1) + 1] = true;
    }
    int[] ranges = bounds.stream().mapToInt(Integer::intValue).toArray();
    return put(key, new Expression.Bytes(nextId++, ranges, after.toArray(Expression[]::new)));
  }

  Expression sequence(Expression head, Expression tail) {
    if (head == null || tail == null) {
      return null;
    }
    if (head == empty) {
      return tail;
    }
    if (tail == empty) {
      return head;
    }
    Object key = new PairKey(head, tail);
    Expression known = find(key);
    return known != null ? known : put(key, new Expression.Sequence(nextId++, head, tail));
  }

  Expression choice(List<Expression> alternatives) {
    List<Expression> distinct = new ArrayList<>();
    for (Expression alternative : alternatives) {
      if (alternative instanceof Expression.Choice choice) {
        distinct.addAll(List.of(choice.alternatives));
      } else if (alternative != null) {
        distinct.add(alternative);
      }
    }
    List<Expression> key =
        distinct.stream().distinct().sorted(Comparator.comparingInt(e -> e.id)).toList();
    if (key.size() < 2) {
      return key.isEmpty() ? null : key.get(0);
    }
    Expression known = find(key);
    if (known != null) {
      return known;
    }
    return put(key, new Expression.Choice(nextId++, key.toArray(Expression[]::new)));
  }

  Expression repetition(Expression body, int min, int max) {
    if (max == 0 || body == empty || (body == null && min == 0)) {
      return empty;
    }
    if (body == null) {
      return null;
    }
    if (min == 1 && max == 1) {
      return body;
    }
    // As many of them as are missing may be empty.
    int least = body.nullable ? 0 : min;
    if (least == 0 && body instanceof Expression.Repetition inner && inner.min == 0) {
      long most = (long) inner.max * max;
      boolean unbounded = inner.max == UNBOUNDED || max == UNBOUNDED || most >= UNBOUNDED;
      return repetition(inner.body, 0, unbounded ? UNBOUNDED : (int) most);
    }
    Object key = new CountKey(body, least, max);
    Expression known = find(key);
    return known != null ? known : put(key, new Expression.Repetition(nextId++, body, least, max));
  }

  private Expression find(Object key) {
    Expression known = base.get(key);
    return known != null ? known : later.get(key);
  }

  private Expression put(Object key, Expression made) {
    if (sealed) {
      later.put(key, made);
    } else {
      if (base.size() == MAX_EXPRESSIONS) {
        throw new ConstraintBudgetException(
            "the pattern has too many parts: make it shorter, or write it as several outputs");
      }
      base.put(key, made);
    }
    return made;
  }
}
