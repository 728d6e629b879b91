package io.sglflink.runtime.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import java.io.IOException;
import java.util.Map;

/** The {@code tojson} of transformers: Python's {@code json.dumps} without ASCII escapes. */
final class PythonJsonFilter implements AdvancedFilter {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  public String getName() {
    return "tojson";
  }

  @Override
  public Object filter(
      Object value, JinjavaInterpreter interpreter, Object[] arguments, Map<String, Object> named) {
    Object indent = named.get("indent");
    try {
      return MAPPER.writer(printer(indent)).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("tojson: " + e.getOriginalMessage(), e);
    }
  }

  private static PrettyPrinter printer(Object indent) {
    if (!(indent instanceof Number spaces)) {
      return new OneLine();
    }
    DefaultIndenter indenter = new DefaultIndenter(" ".repeat(spaces.intValue()), "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /** Python's one-line form has a space after each comma and colon. */
  private static final class OneLine extends MinimalPrettyPrinter {

    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(", ");
    }
  }
}
