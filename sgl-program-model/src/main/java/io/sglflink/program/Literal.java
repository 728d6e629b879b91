package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A constant.
 *
 * @param value a JSON string, boolean, null or finite number. Numbers are held in their narrowest
 *     form of int, long, big integer and double, so that equal numbers are equal literals
 */
public record Literal(JsonNode value) implements Expression {

  public Literal {
    value = narrow(requireNonNull(value, "value is null"));
  }

  /** A text. */
  public static Literal of(String text) {
    return new Literal(TextNode.valueOf(requireNonNull(text, "text is null")));
  }

  /** An integer. */
  public static Literal of(long number) {
    return new Literal(LongNode.valueOf(number));
  }

  /** A finite number. */
  public static Literal of(double number) {
    return new Literal(DoubleNode.valueOf(number));
  }

  /** A boolean. */
  public static Literal of(boolean value) {
    return new Literal(BooleanNode.valueOf(value));
  }

  /** Null, Python's None. */
  public static Literal ofNull() {
    return new Literal(NullNode.getInstance());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.literal(this);
  }

  private static JsonNode narrow(JsonNode value) {
    if (value.isTextual() || value.isBoolean() || value.isNull()) {
      return value;
    }
    if (value.isIntegralNumber()) {
      if (value.canConvertToInt()) {
        return IntNode.valueOf(value.intValue());
      }
      return value.canConvertToLong()
          ? LongNode.valueOf(value.longValue())
          : BigIntegerNode.valueOf(value.bigIntegerValue());
    }
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      return DoubleNode.valueOf(value.doubleValue());
    }
    throw new IllegalArgumentException(
        "a literal is a string, a boolean, null or a finite number, not " + value);
  }
}
