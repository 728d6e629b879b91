package io.sglflink.runtime.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Ways to write a JSON value. Members stay in order, characters as they are, numbers as they were
 * written.
 */
enum Spelling {
  /** No white space. */
  COMPACT(",", ":"),
  /** A space after commas and colons. */
  SPACED(", ", ": ");

  private final String comma;
  private final String colon;

  Spelling(String comma, String colon) {
    this.comma = comma;
    this.colon = colon;
  }

  /** Writes the value that begins with the parser's current token, and leaves it on the last. */
  String write(JsonParser parser) throws IOException {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    boolean first = true;
    while (true) {
      JsonToken token = parser.currentToken();
      if (!first && !token.isStructEnd()) {
        text.append(comma);
      }
      switch (token) {
        case FIELD_NAME -> quote(parser.currentName(), text).append(colon);
        case VALUE_STRING -> quote(parser.getText(), text);
        default -> text.append(parser.getText());
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return text.toString();
      }
      first = token.isStructStart() || token == JsonToken.FIELD_NAME;
      parser.nextToken();
    }
  }

  private StringBuilder quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int escaped = "\b\f\n\r\t\"\\".indexOf(c);
      if (escaped >= 0) {
        text.append('\\').append("bfnrt\"\\".charAt(escaped));
      } else if (c < 0x20 || unpaired(value, i)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"');
  }

  /** Whether half of a character stands there alone: UTF-8 cannot write it. */
  private static boolean unpaired(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }
}
