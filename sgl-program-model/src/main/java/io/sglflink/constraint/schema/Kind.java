package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Kinds of values of which there are too many to try each. */
enum Kind {
  NUMBER,
  TEXT,
  ARRAY,
  OBJECT;

  /** The kind of {@code value}; null for null, true and false. */
  static Kind of(JsonNode value) {
    if (value.isNumber()) {
      return NUMBER;
    }
    if (value.isTextual()) {
      return TEXT;
    }
    if (value.isArray()) {
      return ARRAY;
    }
    return value.isObject() ? OBJECT : null;
  }
}
