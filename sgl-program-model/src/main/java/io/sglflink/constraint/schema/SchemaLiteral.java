package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A schema holds, or does not hold. */
final class SchemaLiteral extends Literal {

  private final Schema schema;
  private final boolean positive;

  SchemaLiteral(int id, Schema schema, boolean positive) {
    super(id);
    this.schema = schema;
    this.positive = positive;
  }

  @Override
  Literal negated() {
    return schema.is(!positive);
  }

  @Override
  boolean negative() {
    return !positive;
  }

  @Override
  Literal simple() {
    return schema.simple(positive);
  }

  @Override
  boolean holds(JsonNode value) {
    return schema.holds(value) == positive;
  }

  @Override
  List<JsonNode> values() {
    return positive ? schema.values() : null;
  }

  @Override
  Iterable<String> names() {
    return schema.names();
  }

  @Override
  Formula expand(Kind kind) {
    List<Formula> parts = new ArrayList<>();
    List<Formula> before = new ArrayList<>();
    Formula decided = Formula.of(!positive);
    for (Keyword keyword : schema.keywords()) {
      Formula part = keyword.formula(kind, positive);
      if (part.equals(decided)) {
        return decided;
      }
      parts.add(positive || part.equals(Formula.FALSE) ? part : Formula.after(before, part));
      if (!positive && kind == Kind.OBJECT) {
        Formula right = keyword.formula(kind, true);
        if (right instanceof Formula.Atom) {
          before.add(right);
        }
      }
    }
    return positive ? Formula.all(parts) : Formula.any(parts);
  }
}
