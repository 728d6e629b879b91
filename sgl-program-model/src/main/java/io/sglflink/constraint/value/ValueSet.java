package io.sglflink.constraint.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A set of JSON values, by kind: the union of what its methods name. Alternatives of a list may
 * overlap; none of them is empty, and neither is any set that they require.
 *
 * <p>Immutable. Its parts are made when they are first asked for, so recursive schemas are finite.
 * Equal sets of a schema are mostly one object. Not thread-safe. Every method throws {@link
 * io.sglflink.constraint.ConstraintBudgetException} when telling takes too much work.
 */
public interface ValueSet {

  /** The length of the shortest text of a set without values. */
  int NEVER = Integer.MAX_VALUE;

  boolean hasNull();

  boolean hasTrue();

  boolean hasFalse();

  List<NumberSet> numbers();

  List<TextSet> texts();

  List<ArrayShape> arrays();

  List<ObjectShape> objects();

  /** The values that are in both; {@code other} comes from the same schema. */
  ValueSet and(ValueSet other);

  /** This set without the values that equal {@code value}, as JSON Schema compares them. */
  ValueSet without(JsonNode value);

  /** Bytes of the shortest text without white space that writes a value; {@link #NEVER} if none. */
  int shortest();

  /**
   * Number of values, {@link Long#MAX_VALUE} for that or more; a lower bound where that is hard.
   */
  long size();

  default boolean isEmpty() {
    return shortest() == NEVER;
  }
}
