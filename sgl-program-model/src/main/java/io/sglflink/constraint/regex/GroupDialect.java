package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.RegexException.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a pattern of Python's {@code re} so that RE2/J reads it the same way, and counts how large
 * it will be: RE2/J writes repetitions out.
 */
final class GroupDialect {

  /** Characters and sets of a pattern whose repetitions are written out. */
  static final int MAX_SIZE = 10_000;

  /** Python's white space; {@code \s} of RE2/J is that of ASCII. */
  private static final String SPACE =
      "\\t-\\r\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}"
          + "\\x{205f}\\x{3000}";

  private static final String NOT_SPACE =
      "\\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
          + "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}"
          + "\\x{3001}-\\x{10ffff}";

  private static final String WORD = "\\pL\\pN_";
  private static final String DIGIT = "\\p{Nd}";

  private final String pattern;
  private final StringBuilder written = new StringBuilder();
  private final Deque<Long> open = new ArrayDeque<>();
  private int at;
  private long sum;
  private long last;

  GroupDialect(String pattern) {
    this.pattern = pattern;
  }

  /** Characters and sets, each as often as it is repeated; after {@link #translate}. */
  long size() {
    return Math.max(1, sum);
  }

  String translate() {
    while (at < pattern.length()) {
      int character = next();
      switch (character) {
        case '\\' -> escape(false);
        case '[' -> set();
        case '(' -> {
          open.push(sum);
          sum = 0;
          written.append('(');
        }
        case ')' -> {
          last = Math.max(1, sum);
          sum = last + (open.isEmpty() ? 0 : open.pop());
          written.append(')');
        }
        case '{' -> repetition();
        case '*', '+', '?', '|' -> written.append((char) character);
        default -> atom().appendCodePoint(character);
      }
    }
    while (!open.isEmpty()) {
      sum += open.pop();
    }
    return written.toString();
  }

  private int next() {
    int character = pattern.codePointAt(at);
    at += Character.charCount(character);
    return character;
  }

  private StringBuilder atom() {
    last = 1;
    sum++;
    return written;
  }

  /** Counts in braces; other braces are characters. */
  private void repetition() {
    int end = pattern.indexOf('}', at);
    String inner = end < 0 ? "" : pattern.substring(at, end);
    if (!inner.matches("\\d{1,9}(,\\d{0,9})?|,\\d{1,9}")) {
      atom().append("\\{");
      return;
    }
    at = end + 1;
    written.append('{').append(inner.startsWith(",") ? "0" : "").append(inner).append('}');
    long most = 1;
    for (String count : inner.split(",", -1)) {
      most = Math.max(most, count.isEmpty() ? 0 : Long.parseLong(count));
    }
    sum = Math.min(sum + last * (most - 1), Integer.MAX_VALUE);
    last = Math.min(last * most, Integer.MAX_VALUE);
  }

  private void set() {
    atom().append('[');
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
      written.append('^');
    }
    boolean first = true;
    while (at < pattern.length()) {
      int character = next();
      if (character == ']' && !first) {
        written.append(']');
        return;
      }
      first = false;
      switch (character) {
        case '\\' -> escape(true);
        case '[', ']' -> written.append('\\').append((char) character);
        default -> written.appendCodePoint(character);
      }
    }
  }

  private void escape(boolean inSet) {
    if (at == pattern.length()) {
      throw syntax("ends with a backslash: write it twice");
    }
    if (!inSet) {
      atom();
    }
    int character = next();
    switch (character) {
      case 'd' -> members(inSet, DIGIT);
      case 's' -> members(inSet, SPACE);
      case 'w' -> members(inSet, WORD);
      case 'D' -> members(inSet, "\\P{Nd}");
      case 'S' -> members(inSet, NOT_SPACE);
      case 'W' -> {
        if (inSet) {
          throw syntax("has \\W in a set: write what the set has");
        }
        members(false, "^" + WORD);
      }
      case 'u' -> codePoint(4);
      case 'U' -> codePoint(8);
      case 'x' -> codePoint(2);
      case 'a', 'f', 'n', 'r', 't', 'v' -> written.append('\\').append((char) character);
      case '0' -> written.append("\\x{0}");
      case 'A', 'B' -> anchor(inSet, "\\" + (char) character);
      case 'Z' -> anchor(inSet, "\\z");
      case 'b' -> written.append(inSet ? "\\x{8}" : "\\b");
      default -> {
        if (Character.isDigit(character)) {
          throw syntax("has a backreference: spell out what it repeats");
        }
        if (character < 0x80 && Character.isLetter(character)) {
          throw syntax(
              "has the unknown escape \\" + (char) character + ": leave out the backslash");
        }
        written.append(character < 0x80 ? "\\" : "").appendCodePoint(character);
      }
    }
  }

  private void members(boolean inSet, String members) {
    written.append(inSet ? members : "[" + members + "]");
  }

  private void anchor(boolean inSet, String anchor) {
    if (inSet) {
      throw syntax("has an anchor in a set: leave it out");
    }
    written.append(anchor);
  }

  private void codePoint(int digits) {
    String hex = pattern.substring(at, Math.min(at + digits, pattern.length()));
    if (!hex.matches("[0-9a-fA-F]{" + digits + "}")) {
      throw syntax("has an escape of fewer than " + digits + " hexadecimal digits: write them");
    }
    at += digits;
    written.append("\\x{").append(hex).append('}');
  }

  private static RegexException syntax(String what) {
    return new RegexException(Kind.SYNTAX, "the pattern " + what);
  }
}
