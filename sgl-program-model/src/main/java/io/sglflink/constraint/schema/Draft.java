package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A version of JSON Schema: which keywords it knows. */
enum Draft {
  DRAFT_4,
  DRAFT_6,
  DRAFT_7,
  DRAFT_2019_09,
  DRAFT_2020_12,
  /** Not said: the newest, and older keywords that can mean only one thing. */
  UNSAID;

  /** The draft that {@code schema} names, {@code otherwise} if it names none. */
  static Draft of(JsonNode schema, Draft otherwise) {
    JsonNode name = schema.path("$schema");
    if (!name.isTextual()) {
      return otherwise;
    }
    Draft named = named(name.textValue());
    return named == null ? UNSAID : named;
  }

  /** The draft that has a meta-schema; null when it is none of these. */
  static Draft named(String metaSchema) {
    if (metaSchema.contains("json-schema.org/draft-04/")) {
      return DRAFT_4;
    }
    if (metaSchema.contains("json-schema.org/draft-06/")) {
      return DRAFT_6;
    }
    if (metaSchema.contains("json-schema.org/draft-07/")) {
      return DRAFT_7;
    }
    if (metaSchema.contains("json-schema.org/draft/2019-09/")) {
      return DRAFT_2019_09;
    }
    if (metaSchema.contains("json-schema.org/draft/2020-12/")) {
      return DRAFT_2020_12;
    }
    // "The latest one", as some old schemas say.
    return metaSchema.matches("https?://json-schema\\.org/schema#?") ? UNSAID : null;
  }

  boolean knows(String keyword) {
    if (this == UNSAID) {
      return true;
    }
    return switch (keyword) {
      case "id" -> this == DRAFT_4;
      case "$id", "const", "contains", "propertyNames" -> since(DRAFT_6);
      case "if" -> since(DRAFT_7);
      case "$anchor",
          "dependentRequired",
          "dependentSchemas",
          "minContains",
          "maxContains",
          "unevaluatedItems",
          "unevaluatedProperties" ->
          since(DRAFT_2019_09);
      case "$recursiveRef", "$recursiveAnchor" -> this == DRAFT_2019_09;
      case "prefixItems", "$dynamicRef", "$dynamicAnchor" -> since(DRAFT_2020_12);
      case "additionalItems" -> !since(DRAFT_2020_12);
      default -> true;
    };
  }

  /** Whether what stands beside a {@code $ref} counts for nothing. */
  boolean referencesStandAlone() {
    return !since(DRAFT_2019_09);
  }

  private boolean since(Draft first) {
    return compareTo(first) >= 0;
  }
}
