package io.sglflink.python.syntax;

import io.sglflink.python.PythonProblem;
import java.util.ArrayList;
import java.util.List;
import org.treesitter.TSNode;

/** Copies the parser's tree, and finds what is no Python in it. */
final class TreeReader {

  /** Nodes inside each other: far more than people write, and little of a thread's stack. */
  private static final int MAX_DEPTH = 400;

  private static final int MAX_PROBLEMS = 20;

  private final String source;
  private final int[] offsets;
  private final Lines lines;
  private final List<PythonProblem> problems = new ArrayList<>();

  TreeReader(String source, byte[] bytes) {
    this.source = source;
    this.offsets = offsets(bytes);
    this.lines = new Lines(source);
  }

  Syntax read(TSNode root) throws SyntaxException {
    Syntax module = copy(root, null, 0);
    if (problems.isEmpty()) {
      new IndentationRules(lines, problems).check(module);
    }
    if (!problems.isEmpty()) {
      throw new SyntaxException(problems.stream().distinct().limit(MAX_PROBLEMS).toList());
    }
    return module;
  }

  private Syntax copy(TSNode node, String field, int depth) {
    int start = offsets[Math.min(node.getStartByte(), offsets.length - 1)];
    int end = offsets[Math.min(node.getEndByte(), offsets.length - 1)];
    String type = node.getType();
    Syntax.Token token =
        new Syntax.Token(
            source,
            type,
            field,
            node.isNamed(),
            start,
            end,
            lines.line(start),
            lines.column(start));
    if (node.isMissing()) {
      problem(
          start,
          "is not Python: "
              + (node.isNamed() ? "something" : "'" + type + "'")
              + " is missing here");
      return new Syntax(token, List.of());
    }
    if (node.isError()) {
      if (problems.size() < MAX_PROBLEMS) {
        problem(start, new Unparsed(source, lines).describe(start, end));
      }
      return new Syntax(token, List.of());
    }
    if (depth > MAX_DEPTH) {
      problem(start, "nests more than " + MAX_DEPTH + " deep: use names for parts of it");
      return new Syntax(token, List.of());
    }
    List<Syntax> children = new ArrayList<>(node.getChildCount());
    for (int i = 0; i < node.getChildCount(); i++) {
      TSNode child = node.getChild(i);
      if (!child.getType().equals("comment") && !child.getType().equals("line_continuation")) {
        children.add(copy(child, node.getFieldNameForChild(i), depth + 1));
      }
    }
    return new Syntax(token, children);
  }

  private void problem(int at, String message) {
    problems.add(new PythonProblem(lines.line(at), lines.column(at), message));
  }

  /** Where each byte of UTF-8 is in Java's characters. */
  private static int[] offsets(byte[] bytes) {
    int[] offsets = new int[bytes.length + 1];
    int at = 0;
    for (int i = 0; i < bytes.length; i++) {
      offsets[i] = at;
      boolean last = i + 1 == bytes.length || (bytes[i + 1] & 0xC0) != 0x80;
      if (last) {
        int lead = i;
        while ((bytes[lead] & 0xC0) == 0x80) {
          lead--;
        }
        at += (bytes[lead] & 0xF8) == 0xF0 ? 2 : 1;
      }
    }
    offsets[bytes.length] = at;
    return offsets;
  }
}
