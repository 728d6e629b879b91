package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.RegexException.Kind;
import io.sglflink.constraint.regex.Syntax.Anchor;
import io.sglflink.constraint.regex.Syntax.Lookahead;

/** A pattern and how much of it has been read; makes messages that say where. */
final class PatternReader {

  private static final int MAX_HEX_DIGITS = 8;

  private final String pattern;
  private int index;

  PatternReader(String pattern) {
    this.pattern = pattern;
  }

  /** Where the next character stands, for {@link #reset} and messages. */
  int index() {
    return index;
  }

  void reset(int to) {
    index = to;
  }

  boolean atEnd() {
    return index == pattern.length();
  }

  /** The next character, −1 at the end. */
  int peek() {
    return atEnd() ? -1 : pattern.codePointAt(index);
  }

  /** Reads the next character; there must be one. */
  int next() {
    int c = pattern.codePointAt(index);
    index += Character.charCount(c);
    return c;
  }

  void skip(int ascii) {
    index += ascii;
  }

  void skipLine() {
    int end = pattern.indexOf('\n', index);
    index = end < 0 ? pattern.length() : end;
  }

  boolean looksAt(String text) {
    return pattern.startsWith(text, index);
  }

  boolean take(char c) {
    return take(String.valueOf(c));
  }

  boolean take(String text) {
    boolean there = looksAt(text);
    index += there ? text.length() : 0;
    return there;
  }

  /** Whether flags and then {@code end} follow, here or after {@code (?}. */
  boolean flagsEndWith(char end) {
    int at = looksAt("(?") ? index + 2 : index;
    int from = at;
    while (at < pattern.length()
        && (Character.isLetter(pattern.charAt(at)) || pattern.charAt(at) == '-')) {
      at++;
    }
    return at > from && at < pattern.length() && pattern.charAt(at) == end;
  }

  /** What was read since {@code start}, and the next character. */
  String from(int start) {
    return pattern.substring(start, Math.max(start + 1, index));
  }

  /** Up to {@code end}, which is read too; null, and nothing read, when there is none. */
  String until(char end) {
    int at = pattern.indexOf(end, index);
    if (at < 0) {
      return null;
    }
    String text = pattern.substring(index, at);
    index = at + 1;
    return text;
  }

  /** The value of the next {@code digits} hexadecimal digits; −1 when there are not so many. */
  int hex(int digits) {
    int end = index;
    while (end < pattern.length() && end < index + digits && isHex(pattern.charAt(end))) {
      end++;
    }
    if (end < index + digits) {
      return -1;
    }
    long value = Long.parseLong(pattern.substring(index, end), 16);
    index = end;
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  /** The code point whose hexadecimal digits stand before the next closing brace, or −1. */
  int hexInBraces() {
    int digits = pattern.indexOf('}', index) - index;
    int value = digits < 1 || digits > MAX_HEX_DIGITS ? -1 : hex(digits);
    return value >= 0 && take('}') ? value : -1;
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  Anchor anchor(boolean begin, int start) {
    return new Anchor(begin, from(start), position(start));
  }

  Lookahead lookahead(boolean negated, Syntax body, int start) {
    return new Lookahead(negated, body, position(start));
  }

  RegexException syntax(int at, String problem, String wayOut) {
    return error(Kind.SYNTAX, at, problem, wayOut);
  }

  RegexException unsupported(int at, String construct, String wayOut) {
    return error(Kind.UNSUPPORTED, at, construct + " is not supported", wayOut);
  }

  RegexException error(Kind kind, int at, String problem, String wayOut) {
    return new RegexException(kind, problem + " at character " + position(at) + ": " + wayOut);
  }

  private int position(int at) {
    return pattern.codePointCount(0, at);
  }
}
