package io.sglflink.constraint.grammar;

import io.sglflink.constraint.regex.Lexeme;
import java.util.List;

/**
 * What an automaton of a grammar can be in the middle of. Each is one object of its automaton, so
 * identity is equality.
 */
abstract sealed class Node {

  /** More than any text has. */
  static final int NEVER = Integer.MAX_VALUE / 2;

  /** Bytes of the shortest text, {@link #NEVER} until that is known. */
  int shortest = NEVER;

  /** What {@link #shortest} is by that of the parts. */
  abstract int measure();

  static int sum(long one, long other) {
    return (int) Math.min(NEVER, one + other);
  }

  /** A lexeme, by index. */
  static final class Text extends Node {
    final int lexeme;
    private final int bytes;

    Text(int lexeme, int bytes) {
      this.lexeme = lexeme;
      this.bytes = bytes;
    }

    @Override
    int measure() {
      return bytes;
    }
  }

  /** A rule. */
  static final class Call extends Node {
    final String rule;
    Node body;

    Call(String rule) {
      this.rule = rule;
    }

    @Override
    int measure() {
      return body.shortest;
    }
  }

  /** One after the other. */
  static final class Pair extends Node {
    final Node head;
    final Node tail;

    Pair(Node head, Node tail) {
      this.head = head;
      this.tail = tail;
    }

    @Override
    int measure() {
      return sum(head.shortest, tail.shortest);
    }
  }

  /** Any of some. */
  static final class Choice extends Node {
    final List<Node> alternatives;

    Choice(List<Node> alternatives) {
      this.alternatives = List.copyOf(alternatives);
    }

    @Override
    int measure() {
      return alternatives.stream().mapToInt(one -> one.shortest).min().orElse(NEVER);
    }
  }

  /** Some times the same. */
  static final class Repetition extends Node {
    final Node body;
    final int min;
    final int max;
    private Repetition fewer;

    Repetition(Node body, int min, int max) {
      this.body = body;
      this.min = min;
      this.max = max;
    }

    /** What may follow one time, null for nothing. */
    Repetition fewer() {
      if (max == 1) {
        return null;
      }
      if (min == 0 && max == Lexeme.UNBOUNDED) {
        return this;
      }
      if (fewer == null) {
        fewer = new Repetition(body, Math.max(0, min - 1), max == Lexeme.UNBOUNDED ? max : max - 1);
        fewer.shortest = fewer.measure();
      }
      return fewer;
    }

    @Override
    int measure() {
      return sum(0, (long) min * body.shortest);
    }
  }
}
