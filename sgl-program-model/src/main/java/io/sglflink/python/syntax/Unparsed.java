package io.sglflink.python.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is likely wrong where the parser finds no Python. */
final class Unparsed {

  private static final int LONGEST = 40;
  private static final Map<Character, Character> CLOSING = Map.of('(', ')', '[', ']', '{', '}');
  private static final Set<Character> CLOSERS = Set.copyOf(CLOSING.values());
  private static final Pattern HEAD =
      Pattern.compile(
          "\\s*(async\\s+)?(if|elif|else|for|while|with|def|class|match|case|try|except|finally)\\b.*");
  private static final Pattern BRANCH = Pattern.compile("\\s*(elif|else|case|except|finally)\\b.*");

  private final String source;
  private final Lines lines;

  Unparsed(String source, Lines lines) {
    this.source = source;
    this.lines = lines;
  }

  /** The message for the part of the source from {@code start} to {@code end}. */
  String describe(int start, int end) {
    String line = line(start);
    return "is not Python: found " + found(start, end) + "; " + reason(line, start);
  }

  private String line(int start) {
    int begin = start - lines.before(start).length();
    int stop = source.indexOf('\n', start);
    return source.substring(begin, stop < 0 ? source.length() : stop);
  }

  private String found(int start, int end) {
    String text = source.substring(start, Math.max(start, end)).lines().findFirst().orElse("");
    if (text.isBlank()) {
      return "nothing that ends the line";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private String reason(String line, int start) {
    Scan scan = new Scan(source);
    int opened = scan.until(source.indexOf('\n', start));
    if (scan.quote != null) {
      return "the string that begins in line "
          + lines.line(scan.quoteAt)
          + " is not closed: end it with "
          + scan.quote;
    }
    if (scan.stray >= 0) {
      return "'" + source.charAt(scan.stray) + "' closes nothing: remove it, or open it before";
    }
    if (opened >= 0) {
      char open = source.charAt(opened);
      return "the '"
          + open
          + "' in line "
          + lines.line(opened)
          + " is perhaps not closed: write '"
          + CLOSING.get(open)
          + "' where it ends";
    }
    Matcher head = HEAD.matcher(line);
    String code = line.replaceAll("\\s*#.*", "").stripTrailing();
    if (head.matches() && !code.contains(":")) {
      return "a ':' is missing at the end of the line";
    }
    return BRANCH.matcher(line).matches()
        ? "there is no statement before it that it belongs to: check the indentation"
        : "an operator, a comma or a name is missing or too much here, or the indentation is wrong";
  }

  /** Strings and brackets from the source's beginning on. */
  private static final class Scan {
    private final String source;
    private String quote;
    private int quoteAt;
    private int stray = -1;

    Scan(String source) {
      this.source = source;
    }

    /** Where the bracket is that is open at the end of the line; -1 where none is. */
    int until(int endOfLine) {
      int end = endOfLine < 0 ? source.length() : endOfLine;
      Deque<Integer> open = new ArrayDeque<>();
      int at = 0;
      while (at < end && quote == null && stray < 0) {
        char c = source.charAt(at);
        if (c == '#') {
          int next = source.indexOf('\n', at);
          at = next < 0 ? end : next;
        } else if (c == '"' || c == '\'') {
          at = string(at);
        } else {
          if (CLOSING.containsKey(c)) {
            open.push(at);
          } else if (CLOSERS.contains(c)) {
            close(open, at);
          }
          at++;
        }
      }
      return open.isEmpty() ? -1 : open.peek();
    }

    private void close(Deque<Integer> open, int at) {
      if (open.isEmpty() || CLOSING.get(source.charAt(open.peek())) != source.charAt(at)) {
        stray = at;
      } else {
        open.pop();
      }
    }

    /** Where the string that begins at {@code at} ends; keeps one that does not end. */
    private int string(int at) {
      String mark = source.substring(at, at + 1);
      String ends = source.startsWith(mark.repeat(3), at) ? mark.repeat(3) : mark;
      int next = at + ends.length();
      while (next < source.length() && !source.startsWith(ends, next)) {
        if (ends.length() == 1 && source.charAt(next) == '\n') {
          break;
        }
        next += source.charAt(next) == '\\' ? 2 : 1;
      }
      if (!source.startsWith(ends, Math.min(next, source.length()))) {
        quote = ends;
        quoteAt = at;
      }
      return next + ends.length();
    }
  }
}
