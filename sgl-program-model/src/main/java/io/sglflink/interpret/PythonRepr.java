package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/**
 * Any value as Python's {@code str()} writes it; what is in lists and objects as {@code repr()}.
 */
final class PythonRepr {

  private static final String[] ESCAPES = {"\\\\", "\\n", "\\r", "\\t"};

  private final ValueBudget budget;
  private final StringBuilder written = new StringBuilder();

  private PythonRepr(ValueBudget budget) {
    this.budget = budget;
  }

  static String str(JsonNode value, ValueBudget budget) {
    if (PythonText.isScalar(value)) {
      return PythonText.str(value);
    }
    PythonRepr repr = new PythonRepr(budget);
    repr.write(value);
    return repr.written.toString();
  }

  private void write(JsonNode value) {
    if (value.isTextual()) {
      quoted(value.textValue());
    } else if (value.isArray()) {
      String before = "[";
      for (JsonNode item : value) {
        append(before);
        write(item);
        before = ", ";
      }
      append(value.isEmpty() ? "[]" : "]");
    } else if (value.isObject()) {
      String before = "{";
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        append(before);
        quoted(field.getKey());
        append(": ");
        write(field.getValue());
        before = ", ";
      }
      append(value.isEmpty() ? "{}" : "}");
    } else {
      append(value.isNull() ? "None" : PythonText.str(value));
    }
  }

  /** In single quotes, unless there are only single quotes in the text. */
  private void quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    append(String.valueOf(quote));
    text.codePoints().forEach(c -> append(escaped(c, quote)));
    append(String.valueOf(quote));
  }

  private static String escaped(int c, char quote) {
    int plain = "\\\n\r\t".indexOf(c);
    if (plain >= 0) {
      return ESCAPES[plain];
    }
    if (c == quote) {
      return "\\" + quote;
    }
    if (isPrintable(c)) {
      return Character.toString(c);
    }
    String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    return String.format(Locale.ROOT, form, c);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  private void append(String more) {
    budget.make(more.length());
    written.append(more);
  }
}
