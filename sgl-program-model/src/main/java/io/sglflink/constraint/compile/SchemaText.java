package io.sglflink.constraint.compile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;

/** Reads the JSON of a schema: each key once, numbers with all their digits. */
final class SchemaText {

  /** Arrays and objects inside each other; what follows schemas recurses as deep. */
  private static final int MAX_DEPTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private SchemaText() {}

  static JsonNode parse(String schema) {
    try {
      JsonNode read = MAPPER.readTree(schema);
      if (read.isObject() || read.isBoolean()) {
        return read;
      }
      throw invalid("it holds no schema: write an object, true or false");
    } catch (StreamConstraintsException e) {
      throw new ConstraintException(
          Kind.TOO_LARGE,
          "",
          "its JSON is over a limit: it may nest "
              + MAX_DEPTH
              + " deep, and a number may have 1,000 digits");
    } catch (JsonProcessingException e) {
      String why = e instanceof JsonParseException ? " (" + e.getOriginalMessage() + ")" : "";
      throw invalid("it is not JSON" + where(e) + why + ": mend it there");
    }
  }

  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static ConstraintException invalid(String message) {
    return new ConstraintException(Kind.INVALID, "", message);
  }
}
