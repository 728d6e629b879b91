package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.regex.Lexeme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses GBNF as llama.cpp's grammars/README.md has it. What only other engines allow and can mean
 * only one thing is allowed too: alternatives on lines of their own, {@code {,n}}, escapes of C and
 * of any punctuation.
 */
final class GrammarParser {

  static final String ROOT = "root";

  private static final int MAX_DEPTH = 100;
  private static final int MAX_REPETITIONS = 1_000_000;

  private final GrammarReader in;
  private final Map<String, Part> rules = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Part.Call> calls = new ArrayList<>();

  private GrammarParser(String text) {
    this.in = new GrammarReader(text);
  }

  /** The rules by name, the root among them, all that are called defined. */
  static Map<String, Part> parse(String text) {
    GrammarParser parser = new GrammarParser(text);
    parser.in.skipSpace(true);
    while (!parser.in.atEnd()) {
      parser.rule();
    }
    for (Part.Call call : parser.calls) {
      if (!parser.rules.containsKey(call.rule())) {
        throw call.place()
            .error(
                Kind.INVALID, "no rule is named " + call.rule() + ": define it or rename the call");
      }
    }
    if (!parser.rules.containsKey(ROOT)) {
      throw new Place(1, 1)
          .error(Kind.INVALID, "no rule is named root: name the one of the whole output so");
    }
    return parser.rules;
  }

  private void rule() {
    Place place = in.place();
    String name = in.name();
    if (name.isEmpty()) {
      throw in.expected("a rule's name");
    }
    Place earlier = places.putIfAbsent(name, place);
    if (earlier != null) {
      throw place.error(
          Kind.INVALID, "rule " + name + " is already defined at " + earlier + ": rename one");
    }
    in.skipSpace(false);
    in.expect("::=");
    in.skipSpace(true);
    rules.put(name, alternatives(0));
    in.skipSpace(true);
    if (!in.atEnd() && !in.atRule()) {
      throw in.expected("a symbol, | or the next rule");
    }
  }

  private Part alternatives(int depth) {
    if (depth > MAX_DEPTH) {
      throw in.place().error(Kind.TOO_LARGE, "groups are nested deeper than " + MAX_DEPTH);
    }
    List<Part> alternatives = new ArrayList<>();
    do {
      in.skipSpace(true);
      alternatives.add(sequence(depth));
    } while (in.take("|"));
    return Part.choice(alternatives);
  }

  private Part sequence(int depth) {
    List<Part> items = new ArrayList<>();
    while (!in.atEnd() && !in.atRule()) {
      Part item = symbol(depth);
      if (item == null) {
        break;
      }
      in.skipSpace(true);
      items.add(repeated(item));
    }
    return Part.sequence(items);
  }

  /** One symbol, or null where none begins. */
  private Part symbol(int depth) {
    Place place = in.place();
    int c = in.peek();
    if (c == '"') {
      return literal();
    }
    if (in.take("[")) {
      return characters(place);
    }
    if (in.take("(")) {
      Part group = alternatives(depth + 1);
      if (!in.take(")")) {
        throw in.expected("a symbol, | or )");
      }
      return group;
    }
    if (in.take(".")) {
      return new Part.Terminal(Lexeme.character(List.of(), true));
    }
    if (c == '<' || c == '!') {
      throw place.error(
          Kind.UNSUPPORTED,
          "tokens as symbols are not supported: write the text itself as a literal");
    }
    if ("*+?{".indexOf(c) >= 0) {
      throw in.expected("a symbol to repeat");
    }
    String name = in.name();
    if (name.isEmpty()) {
      return null;
    }
    Part.Call call = new Part.Call(name, place);
    calls.add(call);
    return call;
  }

  private Part repeated(Part item) {
    Part repeated = item;
    while (true) {
      if (in.take("*")) {
        repeated = new Part.Repetition(repeated, 0, Lexeme.UNBOUNDED);
      } else if (in.take("+")) {
        repeated = new Part.Repetition(repeated, 1, Lexeme.UNBOUNDED);
      } else if (in.take("?")) {
        repeated = new Part.Repetition(repeated, 0, 1);
      } else if (in.take("{")) {
        repeated = counted(repeated);
      } else {
        return repeated;
      }
      in.skipSpace(true);
    }
  }

  private Part counted(Part item) {
    Place place = in.place();
    in.skipSpace(true);
    int min = in.peek() == ',' ? 0 : count();
    int max = min;
    in.skipSpace(true);
    if (in.take(",")) {
      in.skipSpace(true);
      max = in.peek() == '}' ? Lexeme.UNBOUNDED : count();
      in.skipSpace(true);
    }
    in.expect("}");
    if (max < min) {
      throw place.error(Kind.INVALID, min + " to " + max + " times: swap the counts");
    }
    return new Part.Repetition(item, min, max);
  }

  private int count() {
    Place place = in.place();
    String digits = in.digits();
    if (digits.isEmpty()) {
      throw in.expected("a count");
    }
    if (digits.length() > 9 || Integer.parseInt(digits) > MAX_REPETITIONS) {
      throw place.error(
          Kind.TOO_LARGE, String.format("%s times: at most %,d", digits, MAX_REPETITIONS));
    }
    return Integer.parseInt(digits);
  }

  private Part literal() {
    in.expect("\"");
    StringBuilder text = new StringBuilder();
    while (!in.take("\"")) {
      text.appendCodePoint(character("\""));
    }
    return new Part.Terminal(Lexeme.literal(text.toString()));
  }

  private Part characters(Place place) {
    boolean others = in.take("^");
    List<Integer> bounds = new ArrayList<>();
    while (!in.take("]")) {
      Place start = in.place();
      int first = character("]");
      int last = first;
      if (in.peek() == '-' && !in.peekSecond(']')) {
        in.expect("-");
        last = character("]");
      }
      if (last < first) {
        throw start.error(Kind.INVALID, "a range that ends before it begins: swap its ends");
      }
      bounds.add(first);
      bounds.add(last);
    }
    if (bounds.isEmpty()) {
      throw place.error(Kind.INVALID, "a class without characters: use . for any character");
    }
    return new Part.Terminal(Lexeme.character(bounds, others));
  }

  private int character(String end) {
    Place place = in.place();
    int c = in.next(end);
    int meant = c == '\\' ? escape(place) : c;
    if (meant >= Character.MIN_SURROGATE && meant <= Character.MAX_SURROGATE) {
      throw place.error(
          Kind.INVALID, "half a surrogate pair: write the character itself or \\U and 8 digits");
    }
    return meant;
  }

  private int escape(Place place) {
    int c = in.next("an escaped character");
    return switch (c) {
      case 'x' -> hexadecimal(2, place);
      case 'u' -> hexadecimal(4, place);
      case 'U' -> hexadecimal(8, place);
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      case 'v' -> 0x0b;
      case 'a' -> 0x07;
      case 'b' -> '\b';
      case '0' -> 0;
      default -> punctuation(c, place);
    };
  }

  private static int punctuation(int c, Place place) {
    if (c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c)) {
      return c;
    }
    throw place.error(
        Kind.INVALID,
        "unknown escape \\"
            + Character.toString(c)
            + ": use \\n \\r \\t \\\\ \\\" \\[ \\] \\xHH \\uHHHH or \\UHHHHHHHH");
  }

  private int hexadecimal(int digits, Place place) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(in.peek(), 16);
      if (digit < 0) {
        throw in.expected(digits + " hexadecimal digits");
      }
      in.next("a digit");
      value = value << 4 | digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw place.error(Kind.INVALID, "there is no such character: the last is \\U0010FFFF");
    }
    return (int) value;
  }
}
