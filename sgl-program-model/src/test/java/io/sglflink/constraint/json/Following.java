package io.sglflink.constraint.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.schema.CompiledSchema;
import io.sglflink.constraint.schema.JsonSchema;
import java.nio.charset.StandardCharsets;

/** Follows texts through automata of schemas. */
final class Following {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Following() {}

  static ByteState start(String schema, JsonStyle style) {
    try {
      CompiledSchema compiled = JsonSchema.compile(MAPPER.readTree(schema), false);
      return JsonAutomaton.start(compiled.root(), style);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(schema, e);
    }
  }

  /** The state after {@code text}, or null. */
  static ByteState after(ByteState start, String text) {
    ByteState state = start;
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      state = state == null ? null : state.next(value & 0xff);
    }
    return state;
  }

  static boolean accepts(ByteState start, String text) {
    ByteState state = after(start, text);
    return state != null && state.accepting();
  }
}
