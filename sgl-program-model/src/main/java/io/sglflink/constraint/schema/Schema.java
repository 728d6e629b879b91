package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One schema of a document, read when it is first asked for. */
final class Schema {

  private final Schemas schemas;
  private final Place place;
  private final SchemaLiteral yes;
  private final SchemaLiteral no;
  private List<Stated> stated;
  private List<Keyword> keywords;
  private boolean partly;
  private List<JsonNode> values;
  private boolean valuesKnown;
  private Set<String> names;

  Schema(Schemas schemas, Place place) {
    this.schemas = schemas;
    this.place = place;
    yes = new SchemaLiteral(schemas.sets().nextId(), this, true);
    no = new SchemaLiteral(schemas.sets().nextId(), this, false);
  }

  /** A schema that is not written in the document. */
  Schema(Schemas schemas, Place place, List<Keyword> keywords) {
    this(schemas, place);
    state(keywords.stream().map(keyword -> new Stated(place.pointer(), keyword)).toList());
  }

  Place place() {
    return place;
  }

  Sets sets() {
    return schemas.sets();
  }

  List<Keyword> keywords() {
    if (keywords == null) {
      SchemaReader reader = new SchemaReader(schemas, this);
      state(reader.read());
      partly = reader.partly();
    }
    return keywords;
  }

  /** The keywords and where they stand. */
  List<Stated> stated() {
    keywords();
    return stated;
  }

  private void state(List<Stated> all) {
    stated = List.copyOf(all);
    keywords = stated.stream().map(Stated::keyword).toList();
  }

  /** Whether something that the schema itself says is left out. */
  boolean partly() {
    keywords();
    return partly;
  }

  /**
   * Leaves out what would have to know the contrary of other schemas.
   *
   * @param others of which only a part is enforced
   */
  void weaken(Set<Schema> others) {
    List<Stated> kept = new ArrayList<>();
    for (Stated one : stated()) {
      Keyword weaker = one.keyword().weaker(others);
      if (weaker != one.keyword()) {
        schemas.leaveOut(
            Place.unsupportedAt(
                one.pointer(),
                "what it refuses is not known: a schema in it is not enforced as a whole"));
        partly = true;
      }
      if (weaker != null) {
        kept.add(new Stated(one.pointer(), weaker));
      }
    }
    state(kept);
  }

  Literal is(boolean positive) {
    return positive ? yes : no;
  }

  /** The values for which this schema holds. */
  Conjunction set() {
    return sets().of(yes);
  }

  /** The values for which it does not hold. */
  Conjunction complement() {
    return sets().of(no);
  }

  /** Says the same as {@link #is}: a schema that is only a reference is what it refers to. */
  Literal simple(boolean positive) {
    List<Keyword> all = keywords();
    if (all.isEmpty()) {
      return sets().always(positive);
    }
    if (values() != null) {
      ValuesLiteral literal = sets().literal(values());
      return positive ? literal : literal.negated();
    }
    if (all.size() == 1 && all.get(0) instanceof LogicKeywords.AllOf same) {
      if (same.inPlace().size() == 1) {
        return same.inPlace().get(0).simple(positive);
      }
    } else if (all.size() == 1 && all.get(0) instanceof LogicKeywords.Not not) {
      return not.schema().simple(!positive);
    }
    return is(positive);
  }

  boolean holds(JsonNode value) {
    for (Keyword keyword : keywords()) {
      if (!keyword.holds(value)) {
        return false;
      }
    }
    return true;
  }

  /** The only values it holds for, canonical; null when they are not to be listed. */
  List<JsonNode> values() {
    if (!valuesKnown) {
      for (Keyword keyword : keywords()) {
        List<JsonNode> some = keyword.values();
        if (some != null && (values == null || some.size() < values.size())) {
          values = some;
        }
      }
      if (values != null) {
        values = values.stream().filter(this::holds).toList();
      }
      valuesKnown = true;
    }
    return values;
  }

  /** Names of properties, in the order in which they are met. */
  Set<String> names() {
    if (names == null) {
      names = new LinkedHashSet<>();
      for (Keyword keyword : keywords()) {
        keyword.names().forEach(names::add);
        for (Schema schema : keyword.inPlace()) {
          names.addAll(schema.names());
        }
      }
    }
    return names;
  }
}
