package io.sglflink.program;

import static io.sglflink.program.ValueKind.ANY;
import static io.sglflink.program.ValueKind.BOOLEAN;
import static io.sglflink.program.ValueKind.FLOAT;
import static io.sglflink.program.ValueKind.INTEGER;
import static io.sglflink.program.ValueKind.LIST;
import static io.sglflink.program.ValueKind.NULL;
import static io.sglflink.program.ValueKind.OBJECT;
import static io.sglflink.program.ValueKind.SCALAR;
import static io.sglflink.program.ValueKind.TEXT;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an {@link Operation} does with its operands: what Python does, as docs/programs.md tells
 * operator by operator. A number is an integer of any size or a finite double, a boolean is no
 * number, and characters are code points.
 */
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
public enum Operator {
  /** An object's field by name; a list's item or a text's character by index. */
  GET(2, ANY, Set.of(TEXT, LIST, OBJECT), Set.of(TEXT, INTEGER)),
  /** Part of a text or list, from a start to before a stop, by a step; null is Python's default. */
  SLICE(2, 4, Set.of(TEXT, LIST), Set.of(TEXT, LIST), Set.of(INTEGER, NULL)),
  /**
   * Whether two values are the same: numbers by value ({@code 1} is {@code 1.0}), lists and objects
   * by what is in them. Values of different kinds never are.
   */
  EQ(2, Set.of(BOOLEAN), ANY),
  /** Whether two values are not the same. */
  NE(2, Set.of(BOOLEAN), ANY),
  /** Whether the first is less: two numbers, or two texts by code point. */
  LT(2, Set.of(BOOLEAN), Set.of(INTEGER, FLOAT, TEXT)),
  /** Whether the first is less or the same: two numbers, or two texts by code point. */
  LE(2, Set.of(BOOLEAN), Set.of(INTEGER, FLOAT, TEXT)),
  /** Whether the first is greater: two numbers, or two texts by code point. */
  GT(2, Set.of(BOOLEAN), Set.of(INTEGER, FLOAT, TEXT)),
  /** Whether the first is greater or the same: two numbers, or two texts by code point. */
  GE(2, Set.of(BOOLEAN), Set.of(INTEGER, FLOAT, TEXT)),
  /** Whether a value is in a list, a name among an object's fields, or a text in a text. */
  IN(2, Set.of(BOOLEAN), ANY, Set.of(TEXT, LIST, OBJECT)),
  /** The first operand that is false by Python's rules, else the last; others are not evaluated. */
  AND(1, Integer.MAX_VALUE, ANY, ANY),
  /** The first operand that is true by Python's rules, else the last; others are not evaluated. */
  OR(1, Integer.MAX_VALUE, ANY, ANY),
  /** Whether a value is false: null, false, 0, or an empty text, list or object. */
  NOT(1, Set.of(BOOLEAN), ANY),
  /** The second operand if the first is true, else the third; the other is not evaluated. */
  IF(3, ANY, ANY),
  /** The sum of two numbers, or two texts or lists one behind the other. */
  ADD(2, Set.of(INTEGER, FLOAT, TEXT, LIST), Set.of(INTEGER, FLOAT, TEXT, LIST)),
  /** The difference of two numbers. */
  SUB(2, Set.of(INTEGER, FLOAT), Set.of(INTEGER, FLOAT)),
  /** The product of two numbers, or a text or list repeated. */
  MUL(2, Set.of(INTEGER, FLOAT, TEXT, LIST), Set.of(INTEGER, FLOAT, TEXT, LIST)),
  /** Python's {@code /}: a float. */
  DIV(2, Set.of(FLOAT), Set.of(INTEGER, FLOAT)),
  /** Python's {@code //}: the quotient, rounded down. */
  FLOORDIV(2, Set.of(INTEGER, FLOAT), Set.of(INTEGER, FLOAT)),
  /** Python's {@code %}: the remainder, with the sign of the divisor. */
  MOD(2, Set.of(INTEGER, FLOAT), Set.of(INTEGER, FLOAT)),
  /** Python's {@code **}. */
  POW(2, Set.of(INTEGER, FLOAT), Set.of(INTEGER, FLOAT)),
  /** The number with the other sign. */
  NEG(1, Set.of(INTEGER, FLOAT), Set.of(INTEGER, FLOAT)),
  /** Characters of a text, items of a list, fields of an object. */
  LEN(1, Set.of(INTEGER), Set.of(TEXT, LIST, OBJECT)),
  /** The value as Python's {@code str} writes it. */
  STR(1, Set.of(TEXT), ANY),
  /** A number without its fraction, or the integer that a text says. */
  INT(1, Set.of(INTEGER), SCALAR),
  /** A number as float, or the one that a text says. */
  FLOAT_OF("float", 1, 1, Set.of(FLOAT), SCALAR),
  /** The values' texts one behind the other, as in an f-string. */
  CONCAT(1, Integer.MAX_VALUE, Set.of(TEXT), SCALAR),
  /** The value by a format specification, as in {@code f"{value:spec}"}. */
  FORMAT(2, Set.of(TEXT), SCALAR, Set.of(TEXT)),
  /** The text in lower case. */
  LOWER(1, Set.of(TEXT), Set.of(TEXT)),
  /** The text in upper case. */
  UPPER(1, Set.of(TEXT), Set.of(TEXT)),
  /** The text without white space, or given characters, at both ends. */
  STRIP(1, 2, Set.of(TEXT), Set.of(TEXT), Set.of(TEXT, NULL)),
  /** The text without white space, or given characters, at its start. */
  LSTRIP(1, 2, Set.of(TEXT), Set.of(TEXT), Set.of(TEXT, NULL)),
  /** The text without white space, or given characters, at its end. */
  RSTRIP(1, 2, Set.of(TEXT), Set.of(TEXT), Set.of(TEXT, NULL)),
  /** Whether a text begins with another, or with one of a list. */
  STARTSWITH(2, Set.of(BOOLEAN), Set.of(TEXT), Set.of(TEXT, LIST)),
  /** Whether a text ends with another, or with one of a list. */
  ENDSWITH(2, Set.of(BOOLEAN), Set.of(TEXT), Set.of(TEXT, LIST)),
  /** The texts between white space, or between a given text, at most so often. */
  SPLIT(1, 3, Set.of(LIST), Set.of(TEXT), Set.of(TEXT, NULL), Set.of(INTEGER)),
  /** A list's texts with a text between them: the text between comes first, as in Python. */
  JOIN(2, Set.of(TEXT), Set.of(TEXT), Set.of(LIST)),
  /** The text with another one in the place of a third, at most so often. */
  REPLACE(3, 4, Set.of(TEXT), Set.of(TEXT), Set.of(TEXT), Set.of(TEXT), Set.of(INTEGER)),
  /** The index of a text in a text, or -1. */
  FIND(2, Set.of(INTEGER), Set.of(TEXT), Set.of(TEXT)),
  /** How often a text is in a text, or a value in a list. */
  COUNT(2, Set.of(INTEGER), Set.of(TEXT, LIST), ANY),
  /** What the first match of a pattern, or a group of it, says in a text; null without a match. */
  SEARCH(2, 3, Set.of(TEXT, NULL), Set.of(TEXT), Set.of(TEXT), Set.of(TEXT, INTEGER)),
  /** The list of Python's {@code range}: to before a stop; or from a start; or by a step. */
  RANGE(1, 3, Set.of(LIST), Set.of(INTEGER)),
  /** The list of an object's field names, in their order. */
  KEYS(1, Set.of(LIST), Set.of(OBJECT)),
  /** The least of two or more numbers or texts. */
  MIN(2, Integer.MAX_VALUE, Set.of(INTEGER, FLOAT, TEXT), Set.of(INTEGER, FLOAT, TEXT)),
  /** The greatest of two or more numbers or texts. */
  MAX(2, Integer.MAX_VALUE, Set.of(INTEGER, FLOAT, TEXT), Set.of(INTEGER, FLOAT, TEXT)),
  /** The value that a JSON text says. */
  JSON(1, ANY, Set.of(TEXT));

  private final String label;
  private final int leastOperands;
  private final int mostOperands;
  private final Set<ValueKind> gives;
  private final List<Set<ValueKind>> takes;

  @SafeVarargs
  @SuppressWarnings("varargs")
  Operator(int operands, Set<ValueKind> gives, Set<ValueKind>... takes) {
    this(null, operands, operands, gives, takes);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  Operator(int leastOperands, int mostOperands, Set<ValueKind> gives, Set<ValueKind>... takes) {
    this(null, leastOperands, mostOperands, gives, takes);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  Operator(
      String label,
      int leastOperands,
      int mostOperands,
      Set<ValueKind> gives,
      Set<ValueKind>... takes) {
    this.label = label == null ? name().toLowerCase(Locale.ROOT) : label;
    this.leastOperands = leastOperands;
    this.mostOperands = mostOperands;
    this.gives = gives;
    this.takes = List.of(takes);
  }

  /** Whether there is one operand and never more: program JSON writes it without an array. */
  public boolean isUnary() {
    return mostOperands == 1;
  }

  /** Whether the operator takes {@code count} operands. */
  public boolean takes(int count) {
    return count >= leastOperands && count <= mostOperands;
  }

  /** What the operand at {@code index} may be; operators of any length take the same everywhere. */
  public Set<ValueKind> takesAt(int index) {
    return takes.get(Math.min(index, takes.size() - 1));
  }

  /** What the result may be. */
  public Set<ValueKind> gives() {
    return gives;
  }

  /** How many operands it takes, for people. */
  public String arity() {
    String least = leastOperands == 1 ? "1 operand" : leastOperands + " operands";
    if (mostOperands == leastOperands) {
      return least;
    }
    return mostOperands == Integer.MAX_VALUE
        ? least + " or more"
        : leastOperands + " to " + mostOperands + " operands";
  }

  /** The name in program JSON, for example {@code eq}. */
  public String label() {
    return label;
  }
}
