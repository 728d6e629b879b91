package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.ConstraintException;

/** JSON Schema, drafts 4 to 2020-12, by {@code $schema}. */
public final class JsonSchema {

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
    try {
      Schemas schemas = new Schemas(schema, lenient);
      schemas.readAll();
      Conjunction root = schemas.root().set();
      if (root.isEmpty()) {
        throw new ConstraintException(
            ConstraintException.Kind.UNSATISFIABLE, "", "no JSON value is valid under the schema");
      }
      if (schemas.mayBeInexpressible()) {
        Exploration.of(root);
      }
      return new CompiledSchema(root, schemas.leftOut(), schemas.annotations());
    } catch (ConstraintBudgetException e) {
      throw new ConstraintException(
          ConstraintException.Kind.TOO_LARGE, "", "the schema is too large: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new ConstraintException(
          ConstraintException.Kind.TOO_LARGE, "", "the schema is nested too deeply");
    }
  }
}
