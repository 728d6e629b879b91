package io.sglflink.constraint.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drops what derives no text, so that whatever can be begun can be completed. */
final class Productive {

  private final Set<String> productive = new HashSet<>();

  private Productive() {}

  /** The rules that derive a text, without alternatives that do not. */
  static Map<String, Part> of(Map<String, Part> rules) {
    Productive known = new Productive();
    int before = -1;
    while (before < known.productive.size()) {
      before = known.productive.size();
      rules.forEach(
          (name, body) -> {
            if (!known.productive.contains(name) && known.rest(body) != null) {
              known.productive.add(name);
            }
          });
    }
    Map<String, Part> kept = new LinkedHashMap<>();
    known.productive.forEach(name -> kept.put(name, known.rest(rules.get(name))));
    return kept;
  }

  /** What of {@code part} derives a text as far as is known, null for nothing. */
  private Part rest(Part part) {
    if (part instanceof Part.Terminal terminal) {
      return terminal.lexeme().hasNoCharacter() ? null : part;
    }
    if (part instanceof Part.Call call) {
      return productive.contains(call.rule()) ? part : null;
    }
    if (part instanceof Part.Repetition repetition) {
      if (repetition.max() == 0) {
        return Part.empty();
      }
      Part body = rest(repetition.body());
      if (body == null) {
        return repetition.min() == 0 ? Part.empty() : null;
      }
      return new Part.Repetition(body, repetition.min(), repetition.max());
    }
    List<Part> rests = new ArrayList<>();
    if (part instanceof Part.Choice choice) {
      for (Part alternative : choice.alternatives()) {
        Part rest = rest(alternative);
        if (rest != null) {
          rests.add(rest);
        }
      }
      return rests.isEmpty() ? null : Part.choice(rests);
    }
    for (Part item : part.items()) {
      Part rest = rest(item);
      if (rest == null) {
        return null;
      }
      rests.add(rest);
    }
    return Part.sequence(rests);
  }
}
