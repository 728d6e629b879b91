package io.sglflink.constraint.regex;

/**
 * A language over bytes that is not empty. Equal ones of an {@link Expressions} are one object, so
 * identity is equality.
 */
abstract sealed class Expression {

  final int id;

  /** Whether the empty text is in the language. */
  final boolean nullable;

  private Expression(int id, boolean nullable) {
    this.id = id;
    this.nullable = nullable;
  }

  /** The empty text. */
  static final class Empty extends Expression {
    Empty(int id) {
      super(id, true);
    }
  }

  /** One byte of some ranges, and after it what the byte's range says. */
  static final class Bytes extends Expression {
    /** First and last byte of each range, in order. */
    final int[] bounds;

    final Expression[] after;

    Bytes(int id, int[] bounds, Expression[] after) {
      super(id, false);
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
      super(id, head.nullable && tail.nullable);
      this.head = head;
      this.tail = tail;
    }
  }

  /** Any of at least two. */
  static final class Choice extends Expression {
    final Expression[] alternatives;

    Choice(int id, Expression[] alternatives, boolean nullable) {
      super(id, nullable);
      this.alternatives = alternatives;
    }
  }

  /** {@code min} to {@code max} times something else than the empty text. */
  static final class Repetition extends Expression {
    final Expression body;
    final int min;
    final int max;

    Repetition(int id, Expression body, int min, int max) {
      super(id, min == 0);
      this.body = body;
      this.min = min;
      this.max = max;
    }
  }
}
