package io.sglflink.python.show;

import java.util.ArrayList;
import java.util.List;

/** Lines of source, indented. */
final class Lines {

  private final List<String> lines = new ArrayList<>();
  private int depth;

  void add(String line) {
    lines.add(line.isEmpty() ? "" : "    ".repeat(depth) + line);
  }

  void in() {
    depth++;
  }

  void out() {
    depth--;
  }

  int count() {
    return lines.size();
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
