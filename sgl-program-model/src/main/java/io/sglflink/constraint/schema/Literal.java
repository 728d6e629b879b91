package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A statement about a value that is not taken apart until a kind of values is asked for. */
abstract class Literal {

  /** Order of literals; by and large that of the document. */
  final int id;

  private final Map<Kind, Formula> formulas = new EnumMap<>(Kind.class);

  Literal(int id) {
    this.id = id;
  }

  abstract Literal negated();

  /** Whether it says that something is not so; what follows from such is looked at last. */
  abstract boolean negative();

  /** This literal, or a simpler one that says the same. */
  abstract Literal simple();

  abstract boolean holds(JsonNode value);

  /** The only values it holds for, canonical; null when they are not to be listed. */
  abstract List<JsonNode> values();

  /** Names of properties in their order. */
  abstract Iterable<String> names();

  abstract Formula expand(Kind kind);

  final Formula formula(Kind kind) {
    Formula formula = formulas.get(kind);
    if (formula == null) {
      formula = expand(kind);
      formulas.put(kind, formula);
    }
    return formula;
  }
}
