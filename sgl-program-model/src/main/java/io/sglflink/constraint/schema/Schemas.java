package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.LeftOut;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
  private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();
  private final List<LeftOut> annotations = new ArrayList<>();
  private boolean negated;
  private boolean hardToNegate;

  /**
   * @param lenient whether what cannot be enforced is left out
   * @param leftOut what is known to be so
   */
  Schemas(JsonNode document, boolean lenient, Collection<LeftOut> leftOut) {
    references = new References(document);
    this.lenient = lenient;
    leftOut.forEach(one -> this.leftOut.put(one.pointer(), one));
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
      throw place.invalid(
          "",
          "there is "
              + Place.shown(place.node())
              + " where a schema must be: write an object, true or false");
    }
    return place.node().isBoolean()
        ? new Schema(this, place)
        : byNode.computeIfAbsent(place.node(), node -> new Schema(this, place));
  }

  /** The strings in which {@code pattern}, which stands at {@code pointer}, is found. */
  TextSet pattern(String pointer, String pattern) {
    TextSet known = patterns.get(pattern);
    if (known == null) {
      try {
        known = TextSets.pattern(pattern);
      } catch (RegexException e) {
        Kind kind =
            switch (e.kind()) {
              case SYNTAX -> Kind.INVALID;
              case TOO_LARGE -> Kind.TOO_LARGE;
              default -> Kind.UNSUPPORTED;
            };
        throw Place.error(kind, pointer, "pattern \"" + pattern + "\": " + e.getMessage());
      }
      patterns.put(pattern, known);
    }
    return known;
  }

  /** Notes what cannot be enforced, or throws it when it may not be left out. */
  void leaveOut(ConstraintException unsupported) {
    if (!lenient || unsupported.kind() != Kind.UNSUPPORTED) {
      throw unsupported;
    }
    leftOut.put(unsupported.place(), new LeftOut(unsupported.place(), unsupported.getMessage()));
  }

  /** Whether what stands at {@code pointer} was found to be more than can be enforced. */
  boolean leavesOut(String pointer) {
    return leftOut.containsKey(pointer);
  }

  void annotate(String pointer, String why) {
    annotations.add(new LeftOut(pointer, why));
  }

  /** Whether something was read whose contrary cannot always be said, and something negates. */
  boolean mayBeInexpressible() {
    return negated && hardToNegate;
  }

  List<LeftOut> leftOut() {
    return List.copyOf(leftOut.values());
  }

  List<LeftOut> annotations() {
    return annotations;
  }

  /** Reads all that can be reached, so that what is wrong with it is known now. */
  void readAll() {
    Set<Schema> seen = new LinkedHashSet<>();
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
    if (!leftOut.isEmpty()) {
      Set<Schema> partly = partly(seen);
      seen.forEach(schema -> schema.weaken(partly));
    }
  }

  /** The schemas of which only a part is enforced, because of themselves or of what they hold. */
  private static Set<Schema> partly(Set<Schema> all) {
    Map<Schema, List<Schema>> holders = new HashMap<>();
    Deque<Schema> open = new ArrayDeque<>();
    for (Schema schema : all) {
      if (schema.partly()) {
        open.add(schema);
      }
      for (Keyword keyword : schema.keywords()) {
        for (List<Schema> held : List.of(keyword.inPlace(), keyword.inside())) {
          held.forEach(one -> holders.computeIfAbsent(one, key -> new ArrayList<>()).add(schema));
        }
      }
    }
    Set<Schema> partly = new HashSet<>();
    while (!open.isEmpty()) {
      Schema schema = open.poll();
      if (partly.add(schema)) {
        open.addAll(holders.getOrDefault(schema, List.of()));
      }
    }
    return partly;
  }

  private static void refuseCircles(Schema schema, Set<Schema> above, Set<Schema> sound) {
    if (sound.contains(schema)) {
      return;
    }
    above.add(schema);
    for (Stated stated : schema.stated()) {
      for (Schema part : stated.keyword().inPlace()) {
        if (above.contains(part)) {
          throw Place.unsupportedAt(
              stated.pointer(),
              "the schema leads back to itself for the same value, so it says nothing: refer to it"
                  + " from inside properties or items");
        }
        refuseCircles(part, above, sound);
      }
    }
    above.remove(schema);
    sound.add(schema);
  }
}
