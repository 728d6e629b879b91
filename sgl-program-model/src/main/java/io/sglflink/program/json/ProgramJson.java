package io.sglflink.program.json;

import static io.sglflink.program.validate.ProgramLimits.MAX_JSON_SIZE;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.Program;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Reads and writes the JSON form of programs.
 *
 * <p>Every {@code read} method returns a program that {@link
 * io.sglflink.program.validate.ProgramValidator} accepts, or throws {@link InvalidProgramException}
 * with all problems of form and of content at once. Reading what was written gives an equal
 * program.
 */
public final class ProgramJson {

  /** The version of the form that is written, and the only one that is read. */
  public static final int VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProgramJson() {}

  /**
   * Reads a program from JSON in UTF-8.
   *
   * @throws InvalidProgramException with every problem, if there is one
   */
  public static Program read(byte[] json) {
    checkSize(json.length);
    return read(parse(() -> MAPPER.readTree(json)));
  }

  /**
   * Reads a program from JSON.
   *
   * @throws InvalidProgramException with every problem, if there is one
   */
  public static Program read(String json) {
    checkSize(json.length());
    return read(parse(() -> MAPPER.readTree(json)));
  }

  /**
   * Reads a program from a JSON tree.
   *
   * @throws InvalidProgramException with every problem, if there is one; pointers start at {@code
   *     json}
   */
  public static Program read(JsonNode json) {
    return ProgramReader.read(requireNonNull(json, "json is null"));
  }

  /** The program as a JSON tree. */
  public static ObjectNode write(Program program) {
    return ProgramWriter.write(program);
  }

  /** The program as JSON on one line. */
  public static String writeString(Program program) {
    try {
      return MAPPER.writeValueAsString(write(program));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program as JSON for people, indented. */
  public static String writePretty(Program program) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(write(program));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(TreeSource source) {
    try {
      JsonNode tree = source.read();
      if (tree.isMissingNode()) {
        throw invalid(ProblemCode.MALFORMED_JSON, "the text is empty: give a program");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw invalid(ProblemCode.TOO_LARGE, "the JSON is over a limit: " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw invalid(ProblemCode.MALFORMED_JSON, "not JSON" + JsonFaults.describe(e));
    } catch (IOException e) {
      throw invalid(ProblemCode.MALFORMED_JSON, "not JSON in UTF-8: " + e.getMessage());
    }
  }

  private static void checkSize(int size) {
    if (size > MAX_JSON_SIZE) {
      throw invalid(
          ProblemCode.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "the program's JSON has a size of %,d, the limit is %,d: pass long texts as arguments",
              size,
              MAX_JSON_SIZE));
    }
  }

  private static InvalidProgramException invalid(ProblemCode code, String message) {
    return new InvalidProgramException(List.of(new Problem("", code, message)));
  }

  /** Parses a text to a tree. */
  private interface TreeSource {
    JsonNode read() throws IOException;
  }
}
