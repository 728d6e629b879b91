package io.sglflink.job.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.job.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * The right answers to records, from the {@code *.jsonl} files of a directory.
 *
 * <p>A line is {@code {"id": …, "task": …, "vote": …, "expected": {VARIABLE: CHECK, …}}}. A check
 * is a text or one of {@code {"contains": [text, …]}}, {@code {"similar": text}}, {@code
 * {"first_number": n}}, {@code {"last_number": n}} and {@code {"json": value}}; {@code vote} is
 * there for samples of one problem.
 */
public final class Answers {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<String, Answer> byId;

  private Answers(Map<String, Answer> byId) {
    this.byId = byId;
  }

  /**
   * Reads every file of the directory, in the order of their names.
   *
   * @throws UserException when a line is not an answer
   */
  public static Answers load(Path directory) throws IOException {
    Map<String, Answer> byId = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        int number = 0;
        for (String line : Files.readAllLines(file, UTF_8)) {
          number++;
          Answer answer = read(line, file + ":" + number);
          if (byId.put(answer.id(), answer) != null) {
            throw new UserException(
                file + ":" + number + ": there are two answers for '" + answer.id() + "'");
          }
        }
      }
    }
    return new Answers(byId);
  }

  /** How many records have a known answer. */
  public int size() {
    return byId.size();
  }

  /** The answer for a record, or null. */
  Answer of(String id) {
    return byId.get(id);
  }

  private static Answer read(String line, String where) {
    try {
      JsonNode json = MAPPER.readTree(line);
      Map<String, Check> checks = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> check : json.required("expected").properties()) {
        checks.put(check.getKey(), check(check.getValue()));
      }
      return new Answer(
          json.required("id").textValue(),
          json.required("task").textValue(),
          json.path("vote").textValue(),
          checks);
    } catch (JsonProcessingException
        | IllegalArgumentException
        | NoSuchElementException
        | NullPointerException e) {
      throw new UserException(where + " is not an answer: " + e.getMessage(), e);
    }
  }

  private static Check check(JsonNode json) {
    if (json.isTextual()) {
      return new Check.Exact(json.textValue());
    }
    Map.Entry<String, JsonNode> check = json.properties().iterator().next();
    JsonNode value = check.getValue();
    return switch (check.getKey()) {
      case "contains" -> new Check.Contains(value.valueStream().map(JsonNode::textValue).toList());
      case "similar" -> new Check.Similar(value.textValue());
      case "first_number" -> new Check.FirstNumber(value.decimalValue());
      case "last_number" -> new Check.LastNumber(value.decimalValue());
      case "json" -> new Check.SameJson(value);
      default -> throw new IllegalArgumentException("there is no check '" + check.getKey() + "'");
    };
  }
}
