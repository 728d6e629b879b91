package io.sglflink.constraint;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How JSON is written where a schema leaves it open. */
public record JsonStyle(Whitespace whitespace, PropertyOrder order) {

  /** Bounded white space, and properties in the schema's order. */
  public static final JsonStyle DEFAULT = new JsonStyle(Whitespace.BOUNDED, PropertyOrder.SCHEMA);

  public JsonStyle {
    requireNonNull(whitespace, "whitespace is null");
    requireNonNull(order, "order is null");
  }

  /** White space between the tokens of JSON. */
  public enum Whitespace {
    /** None. */
    COMPACT,
    /** A space, or a line break and at most 20 spaces or tabs; none before and after the value. */
    BOUNDED,
    /** Whatever JSON allows, before and after the value as well. */
    ANY;

    /** The name in program JSON, for example {@code compact}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Order of an object's members. */
  public enum PropertyOrder {
    /** Properties as the schema lists them, then members of other names. */
    SCHEMA,
    /** Any. */
    ANY;

    /** The name in program JSON, for example {@code schema}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
