package io.sglflink.program.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Checks JSON values of any shape without recursion. */
public final class JsonValueRules {

  private JsonValueRules() {}

  /** Pointer to a value in {@code root} that nests deeper than {@code maxDepth}, or null. */
  public static String tooDeep(JsonNode root, int maxDepth) {
    Deque<Value> open = new ArrayDeque<>();
    open.push(new Value("", root, 1));
    while (!open.isEmpty()) {
      Value value = open.pop();
      if (value.node().isContainerNode() && value.depth() > maxDepth) {
        return value.pointer();
      }
      pushChildren(value, open);
    }
    return null;
  }

  /** Checks a value of a program: its depth, its texts and its numbers. */
  static void check(JsonNode root, String pointer, Problems problems) {
    String deep = tooDeep(root, ProgramLimits.MAX_JSON_DEPTH);
    if (deep != null) {
      problems.add(
          pointer,
          ProblemCode.TOO_DEEP,
          "the value nests deeper than " + ProgramLimits.MAX_JSON_DEPTH + ": flatten it");
      return;
    }
    Deque<Value> open = new ArrayDeque<>();
    open.push(new Value(pointer, root, 1));
    while (!open.isEmpty()) {
      Value value = open.pop();
      JsonNode node = value.node();
      if (node.isTextual()) {
        TextRules.wellFormed("the text", node.textValue(), value.pointer(), problems);
      } else if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
        problems.add(
            value.pointer(), ProblemCode.OUT_OF_RANGE, "the number is too large: make it a text");
      }
      pushChildren(value, open);
    }
  }

  private static void pushChildren(Value value, Deque<Value> open) {
    JsonNode node = value.node();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        open.push(
            new Value(JsonPointers.child(value.pointer(), i), node.get(i), value.depth() + 1));
      }
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String at = JsonPointers.child(value.pointer(), field.getKey());
        open.push(new Value(at, field.getValue(), value.depth() + 1));
      }
    }
  }

  private record Value(String pointer, JsonNode node, int depth) {}
}
