package io.sglflink.python.show;

import java.util.Locale;

/** Writes texts as Python's string literals, as people do. */
final class Quotes {

  private Quotes() {}

  /** A literal of the text. */
  static String text(String text) {
    if (fitsTriple(text)) {
      return "\"\"\"" + text + "\"\"\"";
    }
    char quote = text.indexOf('"') >= 0 && text.indexOf('\'') < 0 ? '\'' : '"';
    boolean raw =
        text.indexOf('\\') >= 0
            && text.indexOf(quote) < 0
            && !text.endsWith("\\")
            && text.codePoints().allMatch(Quotes::isPlain);
    return raw ? "r" + quote + text + quote : quote + escaped(text, quote) + quote;
  }

  /** Several lines that need no escapes. */
  private static boolean fitsTriple(String text) {
    return text.stripTrailing().lines().count() > 2
        && text.indexOf('\\') < 0
        && !text.contains("\"\"")
        && !text.endsWith("\"")
        && text.codePoints().allMatch(c -> c == '\n' || isPlain(c));
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ' || c == '\u3000';
      default -> true;
    };
  }

  /** The text between quotes, in escapes where it needs them. */
  static String escaped(String text, char quote) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> escape(c, quote, out));
    return out.toString();
  }

  private static void escape(int c, char quote, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (isPlain(c)) {
          out.appendCodePoint(c);
        } else {
          String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
          out.append(String.format(Locale.ROOT, form, c));
        }
      }
    }
  }
}
