package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One schema of a document, read when it is first asked for. */
final class Schema {

  private final Schemas schemas;
  private final Place place;
  private final SchemaLiteral yes;
  private final SchemaLiteral no;
  private List<Keyword> keywords;
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
    this.keywords = keywords;
  }

  Place place() {
    return place;
  }

  Sets sets() {
    return schemas.sets();
  }

  List<Keyword> keywords() {
    if (keywords == null) {
      keywords = List.copyOf(new SchemaReader(schemas, this).read());
    }
    return keywords;
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
