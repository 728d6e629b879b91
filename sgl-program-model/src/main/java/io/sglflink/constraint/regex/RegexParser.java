package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.RegexException.Kind;
import io.sglflink.constraint.regex.Syntax.Anchor;
import io.sglflink.constraint.regex.Syntax.Chars;
import io.sglflink.constraint.regex.Syntax.Choice;
import io.sglflink.constraint.regex.Syntax.Repetition;
import io.sglflink.constraint.regex.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one pattern by recursive descent; the package says which dialect. */
final class RegexParser {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_COUNT = 1_000_000;

  private final PatternReader in;
  private final Dialect dialect;
  private final Escapes escapes;
  private Flags flags = Flags.NONE;
  private int depth;

  private RegexParser(String pattern, Dialect dialect) {
    this.in = new PatternReader(pattern);
    this.dialect = dialect;
    this.escapes = dialect == Dialect.ECMA ? new EcmaEscapes(in) : new EscapeParser(in);
  }

  /**
   * @throws RegexException when the pattern is not of the dialect
   */
  static Syntax parse(String pattern, Dialect dialect) {
    return new RegexParser(pattern, dialect).whole();
  }

  private Syntax whole() {
    leadingFlags();
    Syntax syntax = choice();
    if (!in.atEnd()) {
      throw in.syntax(in.index(), "unmatched )", "write \\)");
    }
    return syntax;
  }

  private void leadingFlags() {
    while (in.looksAt("(?") && in.flagsEndWith(')')) {
      in.skip(2);
      flags = flags.parse(in);
      in.skip(1);
    }
  }

  private Syntax choice() {
    List<Syntax> alternatives = new ArrayList<>();
    do {
      alternatives.add(sequence());
    } while (in.take('|'));
    return alternatives.size() == 1 ? alternatives.get(0) : new Choice(alternatives);
  }

  private Syntax sequence() {
    List<Syntax> items = new ArrayList<>();
    skipVerbose();
    while (!in.atEnd() && !in.looksAt("|") && !in.looksAt(")")) {
      Syntax atom = atom();
      if (atom != null) {
        items.add(quantified(atom));
      }
      skipVerbose();
    }
    return items.size() == 1 ? items.get(0) : new Sequence(items);
  }

  /** White space and comments, where the pattern has the flag for them. */
  private void skipVerbose() {
    while (flags.verbose() && !in.atEnd()) {
      if (in.take('#')) {
        in.skipLine();
      } else if (" \t\n\r\f\u000b".indexOf(in.peek()) >= 0) {
        in.next();
      } else {
        return;
      }
    }
  }

  /** The next item without its quantifier; null for a comment. */
  private Syntax atom() {
    int start = in.index();
    int c = in.next();
    return switch (c) {
      case '(' -> group(start);
      case '[' -> new Chars(new ClassParser(in, escapes, flags, dialect).parse(start));
      case '.' -> new Chars(flags.dotAll() ? CharSet.ALL : dialect.dot());
      case '^', '$' -> in.anchor(c == '^', start);
      case '\\' -> escapes.atom(flags, start);
      case '*', '+', '?' -> throw nothingToRepeat(start);
      case '{' -> {
        if (quantifier(start) != null) {
          throw nothingToRepeat(start);
        }
        in.reset(start + 1);
        yield new Chars(CharSet.of('{'));
      }
      default -> new Chars(flags.cased(c));
    };
  }

  private RegexException nothingToRepeat(int start) {
    return in.syntax(start, "nothing to repeat before " + in.from(start), "put a backslash before");
  }

  private Syntax group(int start) {
    Flags outer = flags;
    boolean ahead = in.looksAt("?=") || in.looksAt("?!");
    boolean negated = in.looksAt("?!");
    if (ahead) {
      in.skip(2);
    } else if (in.take('?') && !groupKind(start)) {
      return null;
    }
    if (++depth > MAX_DEPTH) {
      throw in.error(
          Kind.TOO_LARGE, start, "groups nest deeper than " + MAX_DEPTH, "flatten the pattern");
    }
    Syntax body = choice();
    depth--;
    flags = outer;
    if (!in.take(')')) {
      throw in.syntax(start, "( without its )", "close the group, or write \\(");
    }
    return ahead ? in.lookahead(negated, body, start) : body;
  }

  /** Reads what stands after {@code (?}; false for a comment. */
  private boolean groupKind(int start) {
    if (in.take(':')) {
      return true;
    }
    if (in.take('#')) {
      while (!in.atEnd()) {
        if (in.next() == ')') {
          return false;
        }
      }
      throw in.syntax(start, "(?# without its )", "close the comment");
    }
    refuseGroup("<=", "lookbehind", start);
    refuseGroup("<!", "negative lookbehind", start);
    refuseGroup(">", "an atomic group", start);
    refuseGroup("P=", "a backreference", start);
    refuseGroup("P>", "recursion", start);
    refuseGroup("(", "a conditional group", start);
    if (in.take('<') || in.take("P<")) {
      name(start);
      return true;
    }
    if (in.flagsEndWith(':')) {
      flags = flags.parse(in);
      in.skip(1);
      return true;
    }
    if (in.flagsEndWith(')')) {
      throw in.unsupported(
          start, "flags that are not at the pattern's start", "move them there, or use (?i:...)");
    }
    throw in.syntax(start, "an unknown kind of group", "use (?:...) or (...)");
  }

  private void refuseGroup(String mark, String construct, int start) {
    if (in.looksAt(mark)) {
      throw in.unsupported(start, construct, "spell out what may stand there");
    }
  }

  private void name(int start) {
    int from = in.index();
    while (!in.atEnd() && !in.looksAt(">")) {
      int c = in.next();
      if (!Character.isUnicodeIdentifierPart(c) && "._[]".indexOf(c) < 0) {
        throw in.syntax(start, "a group's name that is no identifier", "use letters and digits");
      }
    }
    if (in.index() == from || !in.take('>')) {
      throw in.syntax(start, "a group without its name", "write (?P<name>...)");
    }
  }

  private Syntax quantified(Syntax atom) {
    skipVerbose();
    int at = in.index();
    int[] counts = quantifier(at);
    if (counts == null) {
      return atom;
    }
    if (atom instanceof Anchor && dialect == Dialect.WHOLE) {
      throw in.syntax(at, "an anchor cannot be repeated", "remove the quantifier");
    }
    if (!in.take('?') && in.looksAt("+")) {
      throw in.unsupported(at, "a possessive quantifier", "remove the last +");
    }
    skipVerbose();
    int second = in.index();
    if (quantifier(second) != null) {
      throw in.syntax(second, "a quantifier after a quantifier", "put the first into (?:...)");
    }
    return new Repetition(atom, counts[0], counts[1]);
  }

  /**
   * Reads {@code * + ?} or counts in braces at {@code start}; null, and nothing read, where there
   * are none: braces that are no quantifier are text.
   */
  private int[] quantifier(int start) {
    in.reset(start);
    if (in.take('*')) {
      return new int[] {0, Repetition.UNBOUNDED};
    }
    if (in.take('+')) {
      return new int[] {1, Repetition.UNBOUNDED};
    }
    if (in.take('?')) {
      return new int[] {0, 1};
    }
    if (!in.take('{')) {
      return null;
    }
    int min = count(start);
    boolean comma = in.take(',');
    int max = comma ? count(start) : min;
    if ((min < 0 && (!comma || dialect == Dialect.ECMA)) || !in.take('}')) {
      in.reset(start);
      return null;
    }
    int least = Math.max(0, min);
    int most = max < 0 ? Repetition.UNBOUNDED : max;
    if (least > most) {
      throw in.syntax(start, "counts in falling order", "write the smaller one first");
    }
    return new int[] {least, most};
  }

  /** A number, or -1 where there is none. */
  private int count(int start) {
    int from = in.index();
    long value = 0;
    while (!in.atEnd() && in.peek() >= '0' && in.peek() <= '9') {
      value = Math.min(10L * MAX_COUNT, 10 * value + in.next() - '0');
    }
    if (value > MAX_COUNT) {
      throw in.error(
          Kind.TOO_LARGE,
          start,
          String.format(Locale.ROOT, "a count over %,d", MAX_COUNT),
          "lower it, or use * or +");
    }
    return in.index() == from ? -1 : (int) value;
  }
}
