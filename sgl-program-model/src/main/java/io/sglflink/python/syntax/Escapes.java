package io.sglflink.python.syntax;

/** Reads the escapes of a string's text. */
final class Escapes {

  private final String text;
  private final boolean raw;
  private final boolean format;
  private final StringBuilder out = new StringBuilder();
  private int at;

  Escapes(String text, boolean raw, boolean format) {
    this.text = text;
    this.raw = raw;
    this.format = format;
  }

  /**
   * The text that is meant.
   *
   * @throws IllegalArgumentException with what is wrong and the way out
   */
  String decode() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && !raw && at < text.length()) {
        escape(text.charAt(at++));
      } else {
        out.append(c);
        if (format && (c == '{' || c == '}') && at < text.length() && text.charAt(at) == c) {
          at++;
        }
      }
    }
    return out.toString();
  }

  private void escape(char c) {
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> out.append(c);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000B');
      case 'x' -> digits(2);
      case 'u' -> digits(4);
      case 'U' -> digits(8);
      case 'N' -> name();
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      default -> out.append('\\').append(c);
    }
  }

  private void digits(int count) {
    if (at + count > text.length()) {
      throw new IllegalArgumentException(
          "an escape needs " + count + " hexadecimal digits: write them all");
    }
    character(text.substring(at, at + count), 16);
    at += count;
  }

  private void octal() {
    int from = at - 1;
    while (at < text.length() && at - from < 3 && "01234567".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    character(text.substring(from, at), 8);
  }

  private void name() {
    int end = text.indexOf('}', at);
    if (end < 0 || text.charAt(at) != '{') {
      throw new IllegalArgumentException(
          "the escape \\N needs a character's name in braces: write the character itself");
    }
    out.appendCodePoint(Character.codePointOf(text.substring(at + 1, end)));
    at = end + 1;
  }

  private void character(String digits, int radix) {
    long code;
    try {
      code = Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "an escape has the digits '" + digits + "', which are none: write the character itself",
          e);
    }
    if (code < 0 || code > Character.MAX_CODE_POINT || (code >= 0xD800 && code <= 0xDFFF)) {
      throw new IllegalArgumentException(
          "an escape means no character: write the character itself");
    }
    out.appendCodePoint((int) code);
  }
}
