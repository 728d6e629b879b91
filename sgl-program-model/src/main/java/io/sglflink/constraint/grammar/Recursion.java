package io.sglflink.constraint.grammar;

import io.sglflink.constraint.regex.Lexeme;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a rule that calls itself first or last as a repetition: {@code a ::= a x | y} is {@code y
 * x*}, and {@code a ::= x a | y} is {@code x* y} (Arden's rule, and its mirror image).
 */
final class Recursion {

  private final String rule;
  private final List<Part> first = new ArrayList<>();
  private final List<Part> last = new ArrayList<>();
  private final List<Part> others = new ArrayList<>();

  private Recursion(String rule) {
    this.rule = rule;
  }

  static Part solved(String rule, Part body) {
    Recursion recursion = new Recursion(rule);
    for (Part alternative : alternatives(body)) {
      recursion.sort(alternative);
    }
    return recursion.solution();
  }

  private static List<Part> alternatives(Part part) {
    List<Part> all = new ArrayList<>();
    if (part instanceof Part.Choice choice) {
      choice.alternatives().forEach(one -> all.addAll(alternatives(one)));
    } else if (part instanceof Part.Repetition one && one.min() == 0 && one.max() == 1) {
      all.addAll(alternatives(one.body()));
      all.add(Part.empty());
    } else {
      all.add(part);
    }
    return all;
  }

  private void sort(Part alternative) {
    List<Part> items = alternative.items();
    int size = items.size();
    if (size > 0 && isSelf(items.get(0))) {
      // Alone it says nothing.
      if (size > 1) {
        first.add(Part.sequence(items.subList(1, size)));
      }
    } else if (size > 0 && isSelf(items.get(size - 1))) {
      last.add(Part.sequence(items.subList(0, size - 1)));
    } else {
      others.add(alternative);
    }
  }

  private boolean isSelf(Part part) {
    return part instanceof Part.Call call && call.rule().equals(rule);
  }

  private Part solution() {
    List<Part> items = new ArrayList<>();
    if (!last.isEmpty()) {
      items.add(new Part.Repetition(Part.choice(last), 0, Lexeme.UNBOUNDED));
    }
    items.add(Part.choice(others));
    if (!first.isEmpty()) {
      items.add(new Part.Repetition(Part.choice(first), 0, Lexeme.UNBOUNDED));
    }
    return Part.sequence(items);
  }
}
