package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.program.json.JsonFaults;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import io.sglflink.program.validate.ProgramLimits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value from untrusted bytes: UTF-8 only, each key once, nothing after the value, no
 * number beyond a double, no half of a surrogate pair. What it returns can be written again.
 */
final class StrictJson {

  /** Room for a program at its own limit, which stands one level down in a record. */
  private static final int MAX_DEPTH = ProgramLimits.MAX_JSON_DEPTH + 4;

  private static final int MAX_NUMBER_LENGTH = 400;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final JsonMapper mapper;

  StrictJson(int maxBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Keys are the producer's: nothing of them may stay in tables that all records share.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(maxBytes)
                    .maxNameLength(maxBytes)
                    .build())
            .build();
    this.mapper =
        JsonMapper.builder(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  }

  /** The value, or null after adding what is wrong to {@code problems}. */
  JsonNode read(byte[] bytes, List<Problem> problems) {
    String text = decode(bytes);
    if (text == null) {
      problems.add(
          new Problem("", ProblemCode.INVALID_TEXT, "the record is not UTF-8: encode it as UTF-8"));
      return null;
    }
    if (text.isBlank()) {
      problems.add(
          new Problem(
              "", ProblemCode.MALFORMED_JSON, "the record is empty: write one JSON object"));
      return null;
    }
    try {
      JsonNode value = mapper.readTree(text);
      checkValues(value, "", problems);
      return value;
    } catch (JsonProcessingException e) {
      problems.add(malformed(e));
      return null;
    }
  }

  /** The text of {@code bytes} without a byte order mark; null when they are not UTF-8. */
  static String decode(byte[] bytes) {
    try {
      CharBuffer text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      boolean marked = text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK;
      return marked ? text.subSequence(1, text.length()).toString() : text.toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static Problem malformed(JsonProcessingException e) {
    return new Problem(
        "",
        ProblemCode.MALFORMED_JSON,
        "the record is not one JSON object" + JsonFaults.describe(e));
  }

  private static void checkValues(JsonNode value, String pointer, List<Problem> problems) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        String at = ObjectReader.child(pointer, field.getKey());
        checkText(field.getKey(), at, problems);
        checkValues(field.getValue(), at, problems);
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        checkValues(value.get(i), pointer + "/" + i, problems);
      }
    } else if (value.isTextual()) {
      checkText(value.textValue(), pointer, problems);
    } else if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
      problems.add(
          new Problem(
              pointer,
              ProblemCode.OUT_OF_RANGE,
              "a number is beyond the range of 64-bit floating point: write it as a string"));
    }
  }

  private static void checkText(String text, String pointer, List<Problem> problems) {
    boolean whole =
        text.codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (!whole) {
      problems.add(
          new Problem(
              pointer,
              ProblemCode.INVALID_TEXT,
              "a string has half of a surrogate pair, which no encoding can carry: write the"
                  + " whole character"));
    }
  }
}
