package io.sglflink.constraint.value;

import java.util.List;

/**
 * Arrays.
 *
 * @param prefix what the first items are, each when the array is that long
 * @param rest what all further items are
 * @param min fewest items
 * @param max most items, {@link Integer#MAX_VALUE} for any number
 * @param unique whether no two items are equal
 * @param contains what must be found among the items
 */
public record ArrayShape(
    List<ValueSet> prefix,
    ValueSet rest,
    int min,
    int max,
    boolean unique,
    List<Contains> contains) {

  public ArrayShape {
    prefix = List.copyOf(prefix);
    contains = List.copyOf(contains);
  }

  /** What the item at {@code index} is, from 0. */
  public ValueSet item(int index) {
    return index < prefix.size() ? prefix.get(index) : rest;
  }

  /**
   * {@code min} to {@code max} items, wherever they stand, are of {@code matching}.
   *
   * @param others all other values
   * @param max {@link Integer#MAX_VALUE} for any number
   */
  public record Contains(ValueSet matching, ValueSet others, int min, int max) {}
}
