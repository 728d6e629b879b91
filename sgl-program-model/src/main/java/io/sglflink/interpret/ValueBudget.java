package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import java.math.BigInteger;
import java.util.Locale;

/**
 * What the values of one expression may still take: all that it makes is counted before it is made,
 * whether it lives on or not. A character counts 1, an item of a list or a field of an object
 * {@link #ITEM}.
 */
final class ValueBudget {

  /** What an item counts, beside what is in it. */
  static final int ITEM = 16;

  /** Characters, and {@link #ITEM} for each item, that one expression makes. */
  static final int MAX_SIZE = 16 << 20;

  /** Bits of an integer: 924 decimal digits, which JSON readers still take. */
  static final int MAX_BITS = 3_072;

  /** Characters of a text that int, float and their kin read as a number. */
  static final int MAX_NUMBER_LENGTH = 1_000;

  /** Characters of a text that json reads. */
  static final int MAX_JSON_LENGTH = 1 << 20;

  private final RunBudget run;
  private long size;

  ValueBudget(RunBudget run) {
    this.run = run;
  }

  /** An expression begins. */
  void begin() {
    size = 0;
  }

  /** Counts what an operation looks at. */
  void read(long count) {
    run.work(count);
  }

  /** Counts what an operation is about to make. */
  void make(long count) {
    size = count > MAX_SIZE ? count : size + count;
    require("characters and items of an expression", size, MAX_SIZE, "make shorter values");
    run.work(count);
  }

  /** A text that was counted. */
  static TextNode text(String text) {
    return TextNode.valueOf(text);
  }

  /** An integer in its narrowest form. */
  static JsonNode integer(BigInteger value) {
    require("bits of an integer", value.bitLength(), MAX_BITS, "compute with smaller numbers");
    if (value.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }

  /** What a value takes when it is copied: a value that is in it twice counts twice. */
  static long size(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue().length();
    }
    long size = 0;
    if (value.isObject()) {
      for (var field : value.properties()) {
        size += ITEM + field.getKey().length() + size(field.getValue());
      }
    } else {
      for (JsonNode item : value) {
        size += ITEM + size(item);
      }
    }
    return size;
  }

  static void require(String thing, long used, long limit, String wayOut) {
    if (used > limit) {
      throw new RequestFailedException(
          FailureCode.BUDGET_EXCEEDED,
          String.format(Locale.ROOT, "%s: %,d, the limit is %,d: %s", thing, used, limit, wayOut));
    }
  }
}
