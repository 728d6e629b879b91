package io.sglflink.constraint.regex;

import java.util.Arrays;

/**
 * A language over bytes that is not empty. Equal ones of an {@link Expressions} are one object, so
 * identity is equality.
 */
abstract sealed class Expression {

  final int id;

  /** Whether the empty text is in the language. */
  final boolean nullable;

  /** Bytes of the shortest text, {@link Integer#MAX_VALUE} for more than an int holds. */
  final int shortest;

  private Expression(int id, long shortest) {
    this.id = id;
    this.shortest = (int) Math.min(shortest, Integer.MAX_VALUE);
    this.nullable = shortest == 0;
  }

  /** The empty text. */
  static final class Empty extends Expression {
    Empty(int id) {
      super(id, 0);
    }
  }

  /** One byte of some ranges, and after it what the byte's range says. */
  static final class Bytes extends Expression {
    /** First and last byte of each range, in order. */
    final int[] bounds;

    final Expression[] after;

    Bytes(int id, int[] bounds, Expression[] after) {
      super(id, 1L + Arrays.stream(after).mapToInt(e -> e.shortest).min().orElse(0));
      this.bounds = bounds;
      this.after = after;
    }

    /** What follows {@code value}, or null. */
    Expression after(int value) {
      for (int i = 0; i < after.length && bounds[2 * i] <= value; i++) {
        if (value <= bounds[2 * i + 1]) {
          return after[i];
        }
      }
      return null;
    }
  }

  /** One after the other. */
  static final class Sequence extends Expression {
    final Expression head;
    final Expression tail;

    Sequence(int id, Expression head, Expression tail) {
      super(id, (long) head.shortest + tail.shortest);
      this.head = head;
      this.tail = tail;
    }
  }

  /** Any of at least two. */
  static final class Choice extends Expression {
    final Expression[] alternatives;

    Choice(int id, Expression[] alternatives) {
      super(id, Arrays.stream(alternatives).mapToInt(e -> e.shortest).min().orElse(0));
      this.alternatives = alternatives;
    }
  }

  /** {@code min} to {@code max} times something else than the empty text. */
  static final class Repetition extends Expression {
    final Expression body;
    final int min;
    final int max;

    Repetition(int id, Expression body, int min, int max) {
      super(id, (long) min * body.shortest);
      this.body = body;
      this.min = min;
      this.max = max;
    }
  }
}
