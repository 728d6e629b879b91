package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.LeftOut;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schemas of one document that are reached, and what is noted on the way. */
final class Schemas {

  private final Sets sets = new Sets();
  private final IdentityHashMap<JsonNode, Schema> byNode = new IdentityHashMap<>();
  private final Map<String, TextSet> patterns = new HashMap<>();
  private final References references;
  private final boolean lenient;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<LeftOut> annotations = new ArrayList<>();
  private boolean negated;
  private boolean hardToNegate;

  Schemas(JsonNode document, boolean lenient) {
    references = new References(document);
    this.lenient = lenient;
  }

  Sets sets() {
    return sets;
  }

  References references() {
    return references;
  }

  Schema root() {
    return at(references.root());
  }

  Schema at(Place place) {
    if (!place.node().isObject() && !place.node().isBoolean()) {
      throw place.invalid("", "a schema is an object or a boolean, not " + place.node());
    }
    return place.node().isBoolean()
        ? new Schema(this, place)
        : byNode.computeIfAbsent(place.node(), node -> new Schema(this, place));
  }

  /** The strings in which {@code pattern} is found; null when it is left out. */
  TextSet pattern(Place place, String keyword, String pattern) {
    TextSet known = patterns.get(pattern);
    if (known != null) {
      return known;
    }
    try {
      TextSet set = TextSets.pattern(pattern);
      patterns.put(pattern, set);
      return set;
    } catch (RegexException e) {
      String message = "pattern \"" + pattern + "\": " + e.getMessage();
      if (e.kind() == RegexException.Kind.SYNTAX) {
        throw place.invalid(keyword, message);
      }
      leaveOut(place.unsupported(keyword, message));
      return null;
    }
  }

  /** Notes what cannot be enforced, or throws it when nothing may be left out. */
  void leaveOut(ConstraintException unsupported) {
    if (!lenient) {
      throw unsupported;
    }
    leftOut.add(new LeftOut(unsupported.place(), unsupported.getMessage()));
  }

  void annotate(String pointer, String why) {
    annotations.add(new LeftOut(pointer, why));
  }

  /** Whether something was read whose contrary cannot always be said, and something negates. */
  boolean mayBeInexpressible() {
    return negated && hardToNegate;
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  List<LeftOut> annotations() {
    return annotations;
  }

  /** Reads all that can be reached, so that what is wrong with it is known now. */
  void readAll() {
    Set<Schema> seen = new HashSet<>();
    Set<Schema> sound = new HashSet<>();
    Deque<Schema> open = new ArrayDeque<>(List.of(root()));
    while (!open.isEmpty()) {
      Schema schema = open.pop();
      if (seen.add(schema)) {
        refuseCircles(schema, new HashSet<>(), sound);
        for (Keyword keyword : schema.keywords()) {
          negated |= keyword.negates();
          hardToNegate |= keyword.hardToNegate();
          keyword.inPlace().forEach(open::push);
          keyword.inside().forEach(open::push);
        }
      }
    }
  }

  private static void refuseCircles(Schema schema, Set<Schema> above, Set<Schema> sound) {
    if (sound.contains(schema)) {
      return;
    }
    if (!above.add(schema)) {
      throw schema
          .place()
          .unsupported("", "the schema refers to itself for the same value, so it says nothing");
    }
    for (Keyword keyword : schema.keywords()) {
      for (Schema part : keyword.inPlace()) {
        refuseCircles(part, above, sound);
      }
    }
    above.remove(schema);
    sound.add(schema);
  }
}
