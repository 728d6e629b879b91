package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.RegexException.Kind;
import io.sglflink.constraint.regex.Syntax.Chars;
import java.util.HashMap;
import java.util.Map;

/** Escapes of the dialect for whole texts. */
final class EscapeParser implements Escapes {

  private static final int MAX_PROPERTIES = 32;

  private final PatternReader in;
  private final Map<String, CharSet> properties = new HashMap<>();

  EscapeParser(PatternReader in) {
    this.in = in;
  }

  @Override
  public Syntax atom(Flags flags, int start) {
    int c = in.peek();
    if (c == 'A' || c == 'Z' || c == 'z') {
      in.skip(1);
      return in.anchor(c == 'A', start);
    }
    if (c == 'b' || c == 'B') {
      throw in.unsupported(start, "a word boundary", "spell out what may stand there");
    }
    if (c >= '1' && c <= '9') {
      throw in.unsupported(start, "a backreference", "spell out what may stand there");
    }
    CharSet named = named(flags);
    return new Chars(named != null ? named : flags.cased(character(start)));
  }

  @Override
  public CharSet named(Flags flags) {
    int start = in.index() - 1;
    CharSet set = flags.named(in.peek());
    if (set != null) {
      in.skip(1);
      return set;
    }
    if (!in.looksAt("p") && !in.looksAt("P")) {
      return null;
    }
    boolean negated = in.next() == 'P';
    String name = in.take('{') ? in.until('}') : in.atEnd() ? null : Character.toString(in.next());
    if (name == null) {
      throw in.syntax(start, "a property without a whole name", "write \\p{Lu} or \\pL");
    }
    boolean flipped = name.startsWith("^");
    CharSet property = property(flipped ? name.substring(1) : name, start);
    if (property == null) {
      throw in.unsupported(
          start, "property " + name, "use a general category such as Lu, or a script such as Han");
    }
    return negated != flipped ? property.complement() : property;
  }

  private CharSet property(String name, int start) {
    CharSet known = properties.get(name);
    if (known == null) {
      if (properties.size() == MAX_PROPERTIES) {
        throw in.error(
            Kind.TOO_LARGE, start, "more than " + MAX_PROPERTIES + " properties", "use fewer");
      }
      known = CharSets.property(name);
      properties.put(name, known);
    }
    return known;
  }

  @Override
  public int character(int start) {
    if (in.atEnd()) {
      throw in.syntax(start, "a backslash at the end", "write \\\\");
    }
    int c = in.next();
    return switch (c) {
      case 't', 'n', 'r', 'f', 'v' -> Escapes.control(c);
      case 'a' -> '\u0007';
      case 'x' -> hex(2, start);
      case 'u' -> hex(4, start);
      case 'U' -> hex(8, start);
      case 'N' -> byName(start);
      case '0' -> octal();
      default -> {
        if (c < 0x80 && Character.isLetterOrDigit(c)) {
          throw in.syntax(
              start, "unknown escape \\" + Character.toString(c), "leave the backslash out");
        }
        yield c;
      }
    };
  }

  private int octal() {
    int value = 0;
    for (int i = 0; i < 2 && in.peek() >= '0' && in.peek() <= '7'; i++) {
      value = 8 * value + in.next() - '0';
    }
    return value;
  }

  private int hex(int digits, int start) {
    int value = in.take('{') ? in.hexInBraces() : in.hex(digits);
    if (value < 0) {
      throw in.syntax(
          start,
          "an escape that is no code point",
          "write " + digits + " hexadecimal digits, or up to 10FFFF in braces");
    }
    if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
      throw in.syntax(
          start, "half of a surrogate pair", "write the character, or \\U and eight digits");
    }
    return value;
  }

  private int byName(int start) {
    String name = in.take('{') ? in.until('}') : null;
    try {
      if (name != null) {
        return Character.codePointOf(name);
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the message.
    }
    throw in.syntax(start, "no character of this name", "write \\N{LATIN SMALL LETTER A}");
  }
}
