package io.sglflink.runtime.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Python's slices and whitespace rules on Java strings and lists. */
final class PythonValues {

  /** The method that a slice calls on its value: start, stop and step, each maybe null. */
  static final String SLICE = "__slice__";

  private PythonValues() {}

  static Object slice(Object value, Object[] bounds) {
    if (value instanceof String text) {
      int[] characters = text.codePoints().toArray();
      int[] chosen = indices(characters.length, bounds);
      int[] picked = Arrays.stream(chosen).map(i -> characters[i]).toArray();
      return new String(picked, 0, picked.length);
    }
    List<?> list = (List<?>) value;
    List<Object> picked = new ArrayList<>();
    for (int i : indices(list.size(), bounds)) {
      picked.add(list.get(i));
    }
    return picked;
  }

  private static int[] indices(int size, Object[] bounds) {
    int step = bounds[2] == null ? 1 : number(bounds[2]);
    if (step == 0) {
      throw new IllegalArgumentException("slice step cannot be zero");
    }
    int lowest = step > 0 ? 0 : -1;
    int highest = step > 0 ? size : size - 1;
    int start =
        bounds[0] == null ? (step > 0 ? lowest : highest) : clamp(bounds[0], size, lowest, highest);
    int stop =
        bounds[1] == null ? (step > 0 ? highest : lowest) : clamp(bounds[1], size, lowest, highest);
    int count = step > 0 ? (stop - start + step - 1) / step : (stop - start + step + 1) / step;
    int[] indices = new int[Math.max(count, 0)];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = start + i * step;
    }
    return indices;
  }

  private static int clamp(Object bound, int size, int lowest, int highest) {
    int index = number(bound);
    return Math.max(lowest, Math.min(highest, index < 0 ? index + size : index));
  }

  private static int number(Object bound) {
    if (bound instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException("slice bounds must be whole numbers, not " + bound);
  }

  /**
   * Drops characters from the ends of {@code text}.
   *
   * @param characters the characters to drop, or null for white space
   */
  static String strip(String text, Object characters, boolean left, boolean right) {
    String dropped = characters == null ? null : characters.toString();
    IntPredicate drop =
        dropped == null ? PythonValues::isSpace : character -> dropped.indexOf(character) >= 0;
    int start = 0;
    int end = text.length();
    while (left && start < end && drop.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && start < end && drop.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** Python counts the no-break spaces as white space, Java does not. */
  private static boolean isSpace(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == 0x85;
  }

  /** Pieces of {@code text}, split at most {@code limit} times; a negative limit is none. */
  static List<Object> split(String text, Object separator, int limit) {
    if (separator == null) {
      return splitAtSpace(text, limit);
    }
    String at = separator.toString();
    if (at.isEmpty()) {
      throw new IllegalArgumentException("empty separator");
    }
    List<Object> pieces = new ArrayList<>();
    int start = 0;
    for (int found = text.indexOf(at); found >= 0 && pieces.size() != limit; ) {
      pieces.add(text.substring(start, found));
      start = found + at.length();
      found = text.indexOf(at, start);
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private static List<Object> splitAtSpace(String text, int limit) {
    List<Object> pieces = new ArrayList<>();
    String rest = strip(text, null, true, false);
    while (!rest.isEmpty()) {
      int end = 0;
      while (end < rest.length() && !isSpace(rest.codePointAt(end))) {
        end += Character.charCount(rest.codePointAt(end));
      }
      if (pieces.size() == limit) {
        pieces.add(rest);
        return pieces;
      }
      pieces.add(rest.substring(0, end));
      rest = strip(rest.substring(end), null, true, false);
    }
    return pieces;
  }

  /** As {@link #split}, counting from the right. */
  static List<Object> splitFromRight(String text, String separator, int limit) {
    List<Object> all = split(text, separator, -1);
    if (limit < 0 || all.size() <= limit + 1) {
      return all;
    }
    int joined = all.size() - limit;
    List<Object> pieces = new ArrayList<>();
    pieces.add(
        String.join(separator, all.subList(0, joined).stream().map(String::valueOf).toList()));
    pieces.addAll(all.subList(joined, all.size()));
    return pieces;
  }
}
