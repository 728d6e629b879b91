package io.sglflink.constraint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.constraint.json.JsonAutomaton;
import io.sglflink.constraint.schema.CompiledSchema;
import io.sglflink.constraint.schema.JsonSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The official test suite: every instance is followed byte by byte through its schema's automaton.
 *
 * <p>A case is decided when its instance is accepted exactly if it is valid, or when the schema is
 * refused because no value satisfies it and the instance is invalid. All other refusals name what
 * is not supported.
 */
class JsonSchemaTestSuiteTest {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonStyle STYLE = new JsonStyle(Whitespace.COMPACT, PropertyOrder.ANY);

  /** What becomes of a case. */
  private enum Outcome {
    DECIDED,
    /** The schema is refused, by name. */
    REFUSED,
    /** A valid instance is not accepted. */
    FALSE_REJECT,
    /** An invalid instance is accepted. */
    FALSE_ACCEPT
  }

  /** Cases of one sort. */
  private enum Sort {
    REQUIRED,
    OPTIONAL,
    /** Formats that are asserted. */
    FORMAT,
    /** Formats and contents that are annotations: invalid instances are accepted. */
    ANNOTATION,
    /** Instances that are valid where formats are annotations, as ours are not. */
    ASSERTED_ANNOTATION
  }

  /**
   * A draft's cases by sort and outcome, and what is decided wrongly: for each group of cases how
   * many, annotations left out.
   */
  private static final class Score {

    private final Map<Sort, Map<Outcome, Integer>> counts = new EnumMap<>(Sort.class);
    private final Map<String, Integer> wrong = new TreeMap<>();

    void add(Sort sort, Outcome outcome, String group) {
      counts
          .computeIfAbsent(sort, s -> new EnumMap<>(Outcome.class))
          .merge(outcome, 1, Integer::sum);
      boolean meant = sort == Sort.ANNOTATION || sort == Sort.ASSERTED_ANNOTATION;
      if (!meant && (outcome == Outcome.FALSE_ACCEPT || outcome == Outcome.FALSE_REJECT)) {
        wrong.merge(outcome + " " + group, 1, Integer::sum);
      }
    }

    int count(Outcome outcome) {
      return counts.values().stream().mapToInt(sort -> sort.getOrDefault(outcome, 0)).sum();
    }

    double decided() {
      int all = Arrays.stream(Outcome.values()).mapToInt(this::count).sum();
      return (double) count(Outcome.DECIDED) / all;
    }
  }

  private static Score score(String draft, String dialect) throws IOException {
    Score score = new Score();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                JsonSchemaTestSuiteTest.class.getResourceAsStream(
                    "/json-schema-test-suite/" + draft + ".jsonl"),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        group(JSON.readTree(line), dialect, score);
      }
    }
    return score;
  }

  private static void group(JsonNode group, String dialect, Score score) throws IOException {
    String file = group.path("file").asText();
    String name = file + ": " + group.path("description").asText();
    CompiledSchema compiled = null;
    boolean unsatisfiable = false;
    try {
      compiled = JsonSchema.compile(inDialect(group.path("schema"), dialect), false);
    } catch (ConstraintException e) {
      assertThat(e.kind()).as(name).isIn(Kind.UNSUPPORTED, Kind.UNSATISFIABLE);
      unsatisfiable = e.kind() == Kind.UNSATISFIABLE;
      if (!unsatisfiable) {
        assertThat(e).as(name).hasMessageContaining(e.place());
        assertThat(e.place()).as(name).startsWith("/");
      }
    }
    Sort sort = sort(file, compiled);
    for (JsonNode test : group.path("tests")) {
      boolean valid = test.path("valid").asBoolean();
      if (compiled == null && !unsatisfiable) {
        score.add(sort, Outcome.REFUSED, name);
      } else {
        boolean accepted = compiled != null && accepts(compiled, test.path("data"));
        Outcome wrong = accepted ? Outcome.FALSE_ACCEPT : Outcome.FALSE_REJECT;
        score.add(sort, accepted == valid ? Outcome.DECIDED : wrong, name);
      }
    }
  }

  /** The schemas of old drafts do not say which they are of. */
  private static JsonNode inDialect(JsonNode schema, String dialect) {
    if (!schema.isObject() || schema.has("$schema")) {
      return schema;
    }
    ObjectNode named = JSON.createObjectNode().put("$schema", dialect);
    return named.setAll((ObjectNode) schema);
  }

  private static Sort sort(String file, CompiledSchema compiled) {
    if (file.equals("format.json")) {
      return Sort.ASSERTED_ANNOTATION;
    }
    if (file.endsWith("content.json")) {
      return Sort.ANNOTATION;
    }
    if (file.startsWith("optional/format/")) {
      return compiled == null || compiled.annotations().isEmpty() ? Sort.FORMAT : Sort.ANNOTATION;
    }
    return file.startsWith("optional/") ? Sort.OPTIONAL : Sort.REQUIRED;
  }

  private static boolean accepts(CompiledSchema schema, JsonNode data) throws IOException {
    ByteState state = JsonAutomaton.start(schema.root(), STYLE);
    for (byte b : JSON.writeValueAsString(data).getBytes(UTF_8)) {
      state.refill();
      state = state.next(b & 0xff);
      if (state == null) {
        return false;
      }
    }
    return state.accepting();
  }

  private static void check(Score score, int refused, Map<String, Integer> wrong) {
    assertThat(score.decided()).as("decided").isGreaterThan(0.9);
    assertThat(score.count(Outcome.REFUSED)).as("refused").isEqualTo(refused);
    assertThat(score.wrong).isEqualTo(wrong);
  }

  /** Some host names in Punycode; patterns that are valid and that the dialect does not have. */
  private static Map<String, Integer> strictFormats() {
    String patterns = "FALSE_REJECT optional/format/ecmascript-regex.json: ECMA 262 ";
    return Map.of(
        "FALSE_REJECT optional/format/hostname.json: validation of A-label (punycode) host names",
        15,
        patterns + "character classes and escapes",
        3,
        patterns + "lookbehind is valid, including variable width",
        1,
        patterns + "named groups and backreferences are valid",
        2);
  }

  /** As {@link #strictFormats}, and integers are written in digits, which these are not. */
  private static Map<String, Integer> strict() {
    Map<String, Integer> wrong = new HashMap<>(strictFormats());
    wrong.put("FALSE_REJECT type.json: integer type matches integers", 1);
    wrong.put(
        "FALSE_REJECT optional/float-overflow.json: all integers are multiples of 0.5, if overflow"
            + " is handled",
        1);
    return wrong;
  }

  /**
   * Refused are other documents, the meta-schemas among them, references that depend on the way,
   * and some unevaluated parts.
   */
  @Test
  void draft2020() throws IOException {
    check(score("draft2020-12", "https://json-schema.org/draft/2020-12/schema"), 71, strict());
  }

  @Test
  void draft7() throws IOException {
    check(score("draft7", "http://json-schema.org/draft-07/schema#"), 29, strict());
  }

  @Test
  void draft4() throws IOException {
    check(
        score("draft4", "http://json-schema.org/draft-04/schema#"),
        21,
        Map.of("FALSE_REJECT optional/format/hostname.json: validation of host names", 2));
  }
}
