package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;
import static java.util.Objects.requireNonNull;

import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.Constraint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Requests for JSON of a schema, all submitted at once: a support ticket read into fields, as users
 * extract them. Prompts share nothing.
 *
 * @param requests requests
 * @param prompt tokens of each prompt
 * @param output most tokens of an output
 * @param whitespace white space of the JSON
 */
public record ConstrainedLoad(int requests, int prompt, int output, Whitespace whitespace) {

  private static final String SCHEMA = "ticket.schema.json";

  public ConstrainedLoad {
    check("requests", requests, 1);
    check("prompt tokens", prompt, 1);
    check("output tokens", output, 1);
    requireNonNull(whitespace, "whitespace is null");
  }

  long slots() {
    return (long) requests * (prompt + output);
  }

  Constraint constraint() {
    try (InputStream schema = ConstrainedLoad.class.getResourceAsStream(SCHEMA)) {
      String text = new String(requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
      JsonStyle style = new JsonStyle(whitespace, PropertyOrder.SCHEMA);
      return new Constraint.JsonSchema(text, style, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
