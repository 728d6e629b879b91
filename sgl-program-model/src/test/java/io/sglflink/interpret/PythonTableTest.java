package io.sglflink.interpret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.ValueKind;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Operations give what Python 3.11 gives, for each line of a table that write_table.py wrote: an
 * expression, Python's value, and the value's type or what was raised.
 */
class PythonTableTest {

  @Test
  void operationsGiveWhatPythonGives() throws IOException {
    List<String> different = new ArrayList<>();
    int rows = 0;
    try (BufferedReader table = table()) {
      for (String line = table.readLine(); line != null; line = table.readLine()) {
        rows++;
        JsonNode row = Json.read(line);
        String expected = expected(row);
        String actual = actual(row.get(0));
        if (!expected.equals(actual)) {
          different.add(row.get(0) + " is " + expected + " in Python and " + actual + " here");
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(rows).isGreaterThan(4_000);
  }

  private static String expected(JsonNode row) {
    List<String> values = List.of("NoneType", "bool", "int", "float", "str", "list", "dict");
    return values.contains(row.get(2).textValue()) ? shown(row.get(1)) : "a failure";
  }

  private static String actual(JsonNode expression) {
    try {
      return shown(Expressions.evaluate(expression.toString()));
    } catch (RequestFailedException | InvalidProgramException e) {
      return "a failure";
    }
  }

  private static String shown(JsonNode value) {
    return ValueKind.of(value) + " " + value;
  }

  private static BufferedReader table() {
    return new BufferedReader(
        new InputStreamReader(
            Objects.requireNonNull(
                PythonTableTest.class.getResourceAsStream("/expressions/python-3.11.jsonl")),
            UTF_8));
  }
}
