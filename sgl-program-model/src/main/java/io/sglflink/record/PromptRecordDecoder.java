package io.sglflink.record;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.interpret.RunLimits;
import io.sglflink.model.FailureCode;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.Serving;
import io.sglflink.program.json.SamplingJson;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads prompt records from bytes of which nothing is known.
 *
 * <p>Checks the record's own form and the ranges of its sampling parameters; whether the program
 * exists and takes the arguments is for the caller. Thread-safe.
 */
public final class PromptRecordDecoder {

  /** Bytes of the largest record: 8 MiB. */
  public static final int MAX_RECORD_BYTES = 8 << 20;

  /** Characters of the longest id, routing hint, session and program version. */
  public static final int MAX_ID_LENGTH = 1024;

  /** Characters of the longest cache salt. */
  public static final int MAX_SALT_LENGTH = 256;

  /** Longest timeout, 31 years: it still counts in nanoseconds. */
  public static final long MAX_TIMEOUT_MILLIS = 1_000_000_000_000L;

  private static final String SAMPLING = "/sampling";

  private final StrictJson json = new StrictJson(MAX_RECORD_BYTES);

  /**
   * Decodes one record.
   *
   * @throws InvalidRecordException with every problem, whatever the bytes are
   */
  public PromptRecord decode(byte[] bytes) throws InvalidRecordException {
    List<Problem> problems = new ArrayList<>();
    if (bytes.length > MAX_RECORD_BYTES) {
      problems.add(
          new Problem(
              "",
              ProblemCode.TOO_LARGE,
              String.format(
                  Locale.ROOT,
                  "the record has %,d bytes, the limit is %,d: shorten its arguments",
                  bytes.length,
                  MAX_RECORD_BYTES)));
      throw malformed(null, problems);
    }
    JsonNode value = json.read(bytes, problems);
    if (value == null) {
      throw malformed(null, problems);
    }
    if (!(value instanceof ObjectNode object)) {
      problems.add(
          new Problem(
              "",
              ProblemCode.WRONG_TYPE,
              "the record is no JSON object: write {\"id\": …, \"program\": …, \"args\": {…}}"));
      throw malformed(null, problems);
    }
    return read(object, problems);
  }

  private static PromptRecord read(ObjectNode object, List<Problem> problems)
      throws InvalidRecordException {
    ObjectReader reader = new ObjectReader(object, "", problems);
    String id = identifier(reader, "id");
    if (reader.field("id") == null) {
      reader.problem(
          "id", ProblemCode.MISSING_FIELD, "the record has no id: give each record its own");
    }
    ProgramRef program = program(reader);
    ObjectNode args = reader.object("args");
    ObjectNode samplingJson = reader.object("sampling");
    Long seed = reader.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    String route = identifier(reader, "route");
    Serving serving = serving(reader);
    RunLimits limits = limits(reader, problems);
    String session = identifier(reader, "session");
    reader.refuseOthers();
    if (!problems.isEmpty()) {
      throw malformed(id, problems);
    }
    return new PromptRecord(
        id,
        program,
        fields(args),
        sampling(id, samplingJson),
        seed == null ? StableSeed.of(id) : seed,
        route,
        serving,
        limits,
        session);
  }

  private static Serving serving(ObjectReader reader) {
    Long priority = reader.integer("priority", Integer.MIN_VALUE, Integer.MAX_VALUE);
    Long timeout = reader.integer("timeout_ms", 1, MAX_TIMEOUT_MILLIS);
    String salt = salt(reader);
    return new Serving(
        Serving.DEFAULT.program(),
        requireNonNullElse(salt, Serving.DEFAULT.cacheSalt()),
        priority == null ? Serving.DEFAULT.priority() : priority.intValue(),
        requireNonNullElse(timeout, Serving.DEFAULT.timeoutMillis()));
  }

  private static RunLimits limits(ObjectReader record, List<Problem> problems) {
    ObjectNode object = record.object("limits");
    if (object == null) {
      return RunLimits.MOST;
    }
    ObjectReader reader = new ObjectReader(object, "/limits", problems);
    RunLimits most = RunLimits.MOST;
    RunLimits limits =
        new RunLimits(
            limit(reader, "steps", most.steps()),
            requireNonNullElse(reader.integer("tokens", 1, most.tokens()), most.tokens()),
            limit(reader, "iterations", most.iterations()),
            limit(reader, "states", most.states()),
            limit(reader, "text_length", most.textLength()),
            requireNonNullElse(
                reader.integer("wall_ms", 1, MAX_TIMEOUT_MILLIS), most.wallMillis()));
    reader.refuseOthers();
    return limits;
  }

  private static int limit(ObjectReader reader, String name, int most) {
    Long given = reader.integer(name, 1, most);
    return given == null ? most : given.intValue();
  }

  private static String salt(ObjectReader reader) {
    String name = "cache_salt";
    String salt = reader.string(name);
    if (salt == null) {
      return null;
    }
    if (salt.indexOf('\0') >= 0) {
      reader.problem(
          name, ProblemCode.INVALID_TEXT, "cache_salt has the character U+0000: leave it out");
      return null;
    }
    return withinLength(reader, name, salt, MAX_SALT_LENGTH);
  }

  private static SamplingOverrides sampling(String id, ObjectNode json)
      throws InvalidRecordException {
    if (json == null) {
      return SamplingOverrides.NONE;
    }
    SamplingJson.Reading reading = SamplingJson.read(json, SAMPLING);
    if (!reading.problems().isEmpty()) {
      throw new InvalidRecordException(
          id, RecordError.of(FailureCode.INVALID_SAMPLING, reading.problems()));
    }
    return reading.sampling();
  }

  private static ProgramRef program(ObjectReader reader) {
    JsonNode value = reader.field("program");
    if (value == null) {
      reader.problem(
          "program",
          ProblemCode.MISSING_FIELD,
          "the record has no program: name one of the job's, or bring one along");
      return null;
    }
    String version = identifier(reader, "program_version");
    if (value instanceof ObjectNode inline) {
      if (version != null) {
        reader.problem(
            "program_version",
            ProblemCode.UNKNOWN_FIELD,
            "program_version goes with the name of a program, and the record brings its own:"
                + " leave it out");
      }
      return new ProgramRef.Inline(inline);
    }
    if (value.isTextual()) {
      return new ProgramRef.Named(value.textValue(), version);
    }
    reader.problem(
        "program",
        ProblemCode.WRONG_TYPE,
        "program is neither a string nor an object: name one of the job's, or bring one along");
    return null;
  }

  /** A string that is not empty and not longer than ids may be, else null. */
  private static String identifier(ObjectReader reader, String name) {
    String value = reader.string(name);
    if (value == null) {
      return null;
    }
    if (value.isEmpty()) {
      reader.problem(
          name, ProblemCode.INVALID_NAME, name + " is empty: give it at least one character");
      return null;
    }
    return withinLength(reader, name, value, MAX_ID_LENGTH);
  }

  private static String withinLength(ObjectReader reader, String name, String value, int limit) {
    if (value.length() <= limit) {
      return value;
    }
    reader.problem(
        name,
        ProblemCode.TOO_LARGE,
        String.format(
            Locale.ROOT,
            "%s has %,d characters, the limit is %,d: shorten it",
            name,
            value.length(),
            limit));
    return null;
  }

  private static Map<String, JsonNode> fields(ObjectNode args) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (args != null) {
      args.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    }
    return fields;
  }

  private static InvalidRecordException malformed(String id, List<Problem> problems) {
    return new InvalidRecordException(id, RecordError.of(FailureCode.MALFORMED_RECORD, problems));
  }
}
