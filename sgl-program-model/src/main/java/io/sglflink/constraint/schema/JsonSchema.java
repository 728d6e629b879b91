package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.LeftOut;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Schema, drafts 4 to 2020-12, by {@code $schema}. */
public final class JsonSchema {

  /** Keywords that are found one by one to be more than can be enforced. */
  private static final int MAX_STARTS = 100;

  private JsonSchema() {}

  /**
   * The values that are valid under a schema.
   *
   * @param schema an object or a boolean; not changed afterwards
   * @param lenient whether keywords that cannot be enforced are left out and listed
   * @throws ConstraintException when the schema is malformed, says what cannot be enforced exactly
   *     (unless {@code lenient}), has no valid value or takes too much work; its place is a JSON
   *     pointer
   */
  public static CompiledSchema compile(JsonNode schema, boolean lenient) {
    Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    while (true) {
      try {
        return compile(schema, lenient, leftOut.values());
      } catch (ConstraintException e) {
        // What only shows when sets are made is left out of a new start.
        if (!lenient
            || e.kind() != ConstraintException.Kind.UNSUPPORTED
            || leftOut.size() == MAX_STARTS
            || leftOut.put(e.place(), new LeftOut(e.place(), e.getMessage())) != null) {
          throw e;
        }
      }
    }
  }

  private static CompiledSchema compile(
      JsonNode schema, boolean lenient, Collection<LeftOut> leftOut) {
    try {
      Schemas schemas = new Schemas(schema, lenient, leftOut);
      schemas.readAll();
      Conjunction root = schemas.root().set();
      if (root.isEmpty()) {
        throw new ConstraintException(
            ConstraintException.Kind.UNSATISFIABLE,
            "",
            "no JSON value is valid under the schema: look for a type and an enum of another, bounds"
                + " that cross, or a required property that is false");
      }
      if (schemas.mayBeInexpressible()) {
        Exploration.of(root);
      }
      return new CompiledSchema(root, schemas.leftOut(), schemas.annotations());
    } catch (ConstraintBudgetException e) {
      throw new ConstraintException(
          ConstraintException.Kind.TOO_LARGE, "", "the schema is too large: " + e.getMessage());
    }
  }
}
