package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code str.format} puts into a text. */
final class BraceFormat {

  private final String template;
  private final Map<String, Expression> arguments = new LinkedHashMap<>();
  private int positions;
  private int next;

  BraceFormat(String template) {
    this.template = template;
  }

  /** Adds an argument; without a name it counts. */
  void argument(String name, Expression value) {
    arguments.put(name == null ? Integer.toString(positions++) : name, value);
  }

  /**
   * The parts of the text.
   *
   * @throws IllegalArgumentException with what is wrong and the way out
   */
  List<Expression> fill() {
    List<Expression> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      boolean twice = at < template.length() && template.charAt(at) == c;
      if ((c == '{' || c == '}') && twice) {
        text.append(c);
        at++;
      } else if (c == '{') {
        int end = template.indexOf('}', at);
        if (end < 0 || template.substring(at, end).contains("{")) {
          throw new IllegalArgumentException(
              "the format has a brace that is not closed, or braces in braces: write an f-string");
        }
        if (text.length() > 0) {
          parts.add(Literal.of(text.toString()));
          text.setLength(0);
        }
        parts.add(part(template.substring(at, end)));
        at = end + 1;
      } else if (c == '}') {
        throw new IllegalArgumentException("the format has a } without a {: write }} for a brace");
      } else {
        text.append(c);
      }
    }
    if (text.length() > 0) {
      parts.add(Literal.of(text.toString()));
    }
    return parts;
  }

  private Expression part(String place) {
    int colon = place.indexOf(':');
    String spec = colon < 0 ? "" : place.substring(colon + 1);
    String head = colon < 0 ? place : place.substring(0, colon);
    int mark = head.indexOf('!');
    String conversion = mark < 0 ? "" : head.substring(mark);
    String name = mark < 0 ? head : head.substring(0, mark);
    String key = name.isEmpty() ? Integer.toString(next++) : name;
    Expression value = arguments.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "the format's {" + place + "} has no argument: give one, or write an f-string");
    }
    return Texts.formatted(value, conversion, spec.isEmpty() ? null : Literal.of(spec));
  }
}
