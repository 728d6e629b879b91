package io.sglflink.program;

import java.util.Locale;

/** What an {@link Operation} does with its operands. */
public enum Operator {
  /**
   * A field of an object by its name, or an item of a list by its index: an integer from 0, or
   * negative from the end.
   */
  GET(2),
  /**
   * Whether two values are the same: numbers by value ({@code 1} is {@code 1.0}), lists and objects
   * by what is in them. Values of different kinds never are.
   */
  EQ(2),
  /** Whether two values are not the same. */
  NE(2),
  /** Whether the first is less: two numbers, or two texts by code point. */
  LT(2),
  /** Whether the first is less or the same: two numbers, or two texts by code point. */
  LE(2),
  /** Whether the first is greater: two numbers, or two texts by code point. */
  GT(2),
  /** Whether the first is greater or the same: two numbers, or two texts by code point. */
  GE(2),
  /** Whether a value is in a list, a name among an object's fields, or a text in a text. */
  IN(2),
  /** Whether all are true, by Python's rules; those after the first false one are not evaluated. */
  AND(1, Integer.MAX_VALUE),
  /** Whether one is true, by Python's rules; those after it are not evaluated. */
  OR(1, Integer.MAX_VALUE),
  /** Whether a value is false: null, false, 0, or an empty text, list or object. */
  NOT(1);

  private final int leastOperands;
  private final int mostOperands;

  Operator(int operands) {
    this(operands, operands);
  }

  Operator(int leastOperands, int mostOperands) {
    this.leastOperands = leastOperands;
    this.mostOperands = mostOperands;
  }

  /** Whether there is one operand and never more: program JSON writes it without an array. */
  public boolean isUnary() {
    return mostOperands == 1;
  }

  /** Whether the operator takes {@code count} operands. */
  public boolean takes(int count) {
    return count >= leastOperands && count <= mostOperands;
  }

  /** How many operands it takes, for people. */
  public String arity() {
    String least = leastOperands == 1 ? "1 operand" : leastOperands + " operands";
    return mostOperands == leastOperands ? least : least + " or more";
  }

  /** The name in program JSON, for example {@code eq}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
