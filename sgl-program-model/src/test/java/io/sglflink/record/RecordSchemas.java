package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The shipped schemas, applied. */
public final class RecordSchemas {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.schemaMappers(
                  mappers ->
                      mappers.mapPrefix(
                          "https://sglflink.io/schema/", "classpath:io/sglflink/record/")));

  private final Map<String, JsonSchema> schemas = new HashMap<>();

  /** What is wrong with {@code record} by the schema called {@code name}. */
  public Set<ValidationMessage> problems(String name, byte[] record) {
    return schemas.computeIfAbsent(name, this::load).validate(json(record));
  }

  private JsonSchema load(String name) {
    return factory.getSchema(
        SchemaLocation.of("https://sglflink.io/schema/" + name + ".schema.json"));
  }

  /** The record as a tree. */
  public static JsonNode json(byte[] record) {
    try {
      return MAPPER.readTree(record);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + new String(record, UTF_8), e);
    }
  }
}
