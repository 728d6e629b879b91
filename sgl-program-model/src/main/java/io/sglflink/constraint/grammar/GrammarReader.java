package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;

/** A grammar's text and how much of it has been read; makes messages that say where. */
final class GrammarReader {

  private final String text;
  private int index;

  GrammarReader(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return index == text.length();
  }

  /** The next character, −1 at the end. */
  int peek() {
    return atEnd() ? -1 : text.codePointAt(index);
  }

  /** Whether {@code second} comes after the next character. */
  boolean peekSecond(char second) {
    return index + 1 < text.length() && text.charAt(index + 1) == second;
  }

  /** Reads the next character. */
  int next(String expected) {
    if (atEnd()) {
      throw expected(expected);
    }
    int c = text.codePointAt(index);
    index += Character.charCount(c);
    return c;
  }

  boolean take(String token) {
    boolean there = text.startsWith(token, index);
    index += there ? token.length() : 0;
    return there;
  }

  void expect(String token) {
    if (!take(token)) {
      throw expected(token);
    }
  }

  /** Reads white space and comments. */
  void skipSpace(boolean lines) {
    while (!atEnd()) {
      char c = text.charAt(index);
      if (c == '#') {
        while (!atEnd() && text.charAt(index) != '\n' && text.charAt(index) != '\r') {
          index++;
        }
      } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
        index++;
      } else {
        return;
      }
    }
  }

  /** Reads letters, digits, {@code -} and {@code _}, perhaps none. */
  String name() {
    int start = index;
    while (!atEnd() && isName(text.charAt(index))) {
      index++;
    }
    return text.substring(start, index);
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /** Reads digits, perhaps none. */
  String digits() {
    int start = index;
    while (!atEnd() && text.charAt(index) >= '0' && text.charAt(index) <= '9') {
      index++;
    }
    return text.substring(start, index);
  }

  /** Whether a rule's name and {@code ::=} are next. */
  boolean atRule() {
    int start = index;
    boolean rule = !name().isEmpty();
    skipSpace(false);
    rule &= take("::=");
    index = start;
    return rule;
  }

  Place place() {
    int line = 1;
    int lineStart = 0;
    for (int at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
      line++;
      lineStart = at + 1;
    }
    return new Place(line, 1 + text.codePointCount(lineStart, index));
  }

  ConstraintException expected(String what) {
    String found = atEnd() ? "the end" : Character.toString(peek());
    return place().error(Kind.INVALID, "expected " + what + ", found " + printable(found));
  }

  private static String printable(String found) {
    return found.equals("\n") || found.equals("\r") ? "a line break" : found;
  }
}
