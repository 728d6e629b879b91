package io.sglflink.constraint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small schemas of all keywords, small values, and another validator's verdict. */
class RandomSchemaTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] NAMES = {"a", "b", "ab"};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shapesAgreeWithAnotherValidator(long seed) {
    Random random = new Random(seed);
    List<JsonNode> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(value(random, 2));
    }
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    for (int i = 0; i < 40; i++) {
      JsonNode schema = schema(random, 3);
      com.networknt.schema.JsonSchema oracle = factory.getSchema(schema);
      ValueSet set = null;
      try {
        set = JsonSchema.compile(schema, false).root();
      } catch (ConstraintException e) {
        if (e.kind() != ConstraintException.Kind.UNSATISFIABLE) {
          continue;
        }
      }
      for (JsonNode value : values) {
        boolean valid = oracle.validate(value).isEmpty();
        boolean member = set != null && ShapeMembership.contains(set, value);
        assertThat(member).as("%s in %s", value, schema).isEqualTo(valid);
      }
    }
  }

  /** Patterns that cannot be enforced are left out: whatever they say, no valid value is lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsLeftOutExcludesNothing(long seed) throws JsonProcessingException {
    Random random = new Random(seed);
    List<JsonNode> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(value(random, 2));
    }
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    for (int i = 0; i < 80; i++) {
      JsonNode schema = schema(random, 3);
      if (schema instanceof ObjectNode object && random.nextInt(3) == 0) {
        object.set(
            "unevaluated" + (random.nextBoolean() ? "Properties" : "Items"), schema(random, 1));
      }
      String unsupported =
          schema
              .toString()
              .replace("\"pattern\":\"", "\"pattern\":\"(?<=x)")
              .replace("\"patternProperties\":{\"", "\"patternProperties\":{\"(?<=x)");
      if (unsupported.equals(schema.toString())) {
        continue;
      }
      ValueSet set = null;
      try {
        set = JsonSchema.compile(new ObjectMapper().readTree(unsupported), true).root();
      } catch (ConstraintException e) {
        assertThat(e.kind()).as(unsupported).isEqualTo(ConstraintException.Kind.UNSATISFIABLE);
      }
      com.networknt.schema.JsonSchema oracle = factory.getSchema(schema);
      for (JsonNode value : values) {
        if (oracle.validate(value).isEmpty()) {
          assertThat(set != null && ShapeMembership.contains(set, value))
              .as("%s in %s", value, unsupported)
              .isTrue();
        }
      }
    }
  }

  private static JsonNode schema(Random random, int depth) {
    if (random.nextInt(12) == 0) {
      return JSON.booleanNode(random.nextInt(4) > 0);
    }
    ObjectNode schema = JSON.objectNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      keyword(schema, random, depth);
    }
    return schema;
  }

  private static void keyword(ObjectNode schema, Random random, int depth) {
    switch (random.nextInt(depth > 0 ? 22 : 9)) {
      case 0 ->
          schema.put(
              "type",
              List.of("null", "boolean", "integer", "number", "string", "array", "object")
                  .get(random.nextInt(7)));
      case 1 -> schema.set("const", value(random, 1));
      case 2 -> schema.set("enum", JSON.arrayNode().add(value(random, 1)).add("zz"));
      case 3 ->
          schema.put(random.nextBoolean() ? "minimum" : "exclusiveMaximum", random.nextInt(3));
      case 4 -> schema.put("multipleOf", 1 + random.nextInt(2));
      case 5 -> schema.put(random.nextBoolean() ? "minLength" : "maxLength", random.nextInt(3));
      case 6 -> schema.put("pattern", List.of("a", "^b", "b$").get(random.nextInt(3)));
      case 7 -> schema.put(random.nextBoolean() ? "minItems" : "maxItems", random.nextInt(3));
      case 8 ->
          schema.put(random.nextBoolean() ? "minProperties" : "maxProperties", random.nextInt(3));
      case 9 -> schema.set("items", schema(random, depth - 1));
      case 10 -> schema.set("prefixItems", schemas(random, depth));
      case 11 -> schema.set("contains", schema(random, depth - 1));
      case 12 -> schema.set("properties", named(random, depth));
      case 13 ->
          schema.set(
              "patternProperties",
              JSON.objectNode().set(random.nextBoolean() ? "^a" : "b", schema(random, depth - 1)));
      case 14 -> schema.set("additionalProperties", schema(random, depth - 1));
      case 15 -> schema.set("propertyNames", schema(random, depth - 1));
      case 16 -> schema.set("required", JSON.arrayNode().add(NAMES[random.nextInt(3)]));
      case 17 -> schema.set("anyOf", schemas(random, depth));
      case 18 -> schema.set("oneOf", schemas(random, depth));
      case 19 -> schema.set("not", schema(random, depth - 1));
      case 20 -> {
        schema.set("if", schema(random, depth - 1));
        schema.set("then", schema(random, depth - 1));
        schema.set("else", schema(random, depth - 1));
      }
      default -> schema.set("dependentSchemas", named(random, depth));
    }
  }

  private static ArrayNode schemas(Random random, int depth) {
    ArrayNode schemas = JSON.arrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      schemas.add(schema(random, depth - 1));
    }
    return schemas;
  }

  private static ObjectNode named(Random random, int depth) {
    ObjectNode schemas = JSON.objectNode();
    for (int i = random.nextInt(2); i >= 0; i--) {
      schemas.set(NAMES[random.nextInt(3)], schema(random, depth - 1));
    }
    return schemas;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> random.nextBoolean() ? JSON.nullNode() : JSON.booleanNode(random.nextBoolean());
      case 1 -> JSON.numberNode(random.nextInt(4));
      case 2 -> JSON.numberNode(0.5 + random.nextInt(3));
      case 3, 4 -> JSON.textNode(List.of("", "a", "b", "ab", "ba").get(random.nextInt(5)));
      case 5 -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(NAMES[random.nextInt(3)], value(random, depth - 1));
        }
        yield object;
      }
    };
  }
}
