package io.sglflink.python.syntax;

import java.util.Arrays;

/** Line and column numbers of a text. */
final class Lines {

  private final String source;
  private final int[] starts;

  Lines(String source) {
    this.source = source;
    int[] found = new int[source.length() + 1];
    int count = 1;
    for (int i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) {
      found[count++] = i + 1;
    }
    this.starts = Arrays.copyOf(found, count);
  }

  /** From 1. */
  int line(int offset) {
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** From 1, in characters. */
  int column(int offset) {
    return source.codePointCount(starts[line(offset) - 1], offset) + 1;
  }

  /** What is before {@code offset} on its line. */
  String before(int offset) {
    return source.substring(starts[line(offset) - 1], offset);
  }
}
