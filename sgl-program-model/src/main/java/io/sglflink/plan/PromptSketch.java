package io.sglflink.plan;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The text that has come together since the last step, for people: constants and {parts}. */
final class PromptSketch {

  private static final int LONGEST = 60;
  private static final String UNKNOWN = "…";

  private final Function<Expression, String> source;
  private final List<String> parts = new ArrayList<>();
  private int seen;

  PromptSketch(Function<Expression, String> source) {
    this.source = source;
  }

  PromptSketch copy() {
    PromptSketch copy = new PromptSketch(source);
    copy.parts.addAll(parts);
    copy.seen = seen;
    return copy;
  }

  void add(Expression part) {
    if (part instanceof Literal literal) {
      parts.add(literal.value().asText());
    } else {
      parts.add("{" + source.apply(part) + "}");
    }
  }

  /** What the chat format writes where a message begins or ends. */
  void mark(String mark) {
    parts.add("<" + mark + ">");
  }

  void clear() {
    parts.clear();
    seen = 0;
  }

  /** What there is goes to the model with another state's step. */
  void markSeen() {
    seen = parts.size();
  }

  /** Whether all of it goes to the model with steps of other states, or there is nothing. */
  boolean isSeen() {
    return seen == parts.size();
  }

  /** Goes on where one of several ways has ended. */
  void merge(List<PromptSketch> ways) {
    List<String> first = List.copyOf(ways.get(0).parts);
    boolean alike = ways.stream().allMatch(way -> way.parts.equals(first));
    seen = ways.stream().mapToInt(way -> way.seen).min().orElse(0);
    parts.clear();
    parts.addAll(alike ? first : List.of(UNKNOWN));
    seen = alike ? seen : 0;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** In quotes, its middle left out where it is long. */
  @Override
  public String toString() {
    String text = String.join("", parts).replace("\\", "\\\\").replace("\n", "\\n");
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      int half = LONGEST / 2;
      text =
          text.substring(0, text.offsetByCodePoints(0, half))
              + " … "
              + text.substring(text.offsetByCodePoints(text.length(), -half));
    }
    return "\"" + text + "\"";
  }
}
