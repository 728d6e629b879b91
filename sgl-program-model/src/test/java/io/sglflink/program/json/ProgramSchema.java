package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** The schema that is shipped, as a draft 2020-12 validator reads it. */
final class ProgramSchema {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              ProgramSchema.class.getResourceAsStream("/io/sglflink/program/program.schema.json"));

  private ProgramSchema() {}

  static Set<ValidationMessage> validate(JsonNode json) {
    return SCHEMA.validate(json);
  }

  static boolean accepts(JsonNode json) {
    return validate(json).isEmpty();
  }
}
