package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.Syntax.Chars;
import java.util.Map;

/** Escapes of ECMA-262, with those that Annex B allows where they can mean only one thing. */
final class EcmaEscapes implements Escapes {

  private static final CharSet DIGIT = CharSets.DIGIT;
  private static final CharSet WORD = CharSets.ascii(CharSets.WORD);
  private static final CharSet SPACE =
      new CharSet.Builder()
          .add(0x09, 0x0d)
          .add(0xfeff, 0xfeff)
          .add(CharSet.matching(Character::isSpaceChar))
          .build();

  /** General categories by their long names and other spellings. */
  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("Letter", "L"),
          Map.entry("Cased_Letter", "LC"),
          Map.entry("Uppercase_Letter", "Lu"),
          Map.entry("Lowercase_Letter", "Ll"),
          Map.entry("Titlecase_Letter", "Lt"),
          Map.entry("Modifier_Letter", "Lm"),
          Map.entry("Other_Letter", "Lo"),
          Map.entry("Mark", "M"),
          Map.entry("Combining_Mark", "M"),
          Map.entry("Nonspacing_Mark", "Mn"),
          Map.entry("Spacing_Mark", "Mc"),
          Map.entry("Enclosing_Mark", "Me"),
          Map.entry("Number", "N"),
          Map.entry("Decimal_Number", "Nd"),
          Map.entry("digit", "Nd"),
          Map.entry("Letter_Number", "Nl"),
          Map.entry("Other_Number", "No"),
          Map.entry("Punctuation", "P"),
          Map.entry("punct", "P"),
          Map.entry("Connector_Punctuation", "Pc"),
          Map.entry("Dash_Punctuation", "Pd"),
          Map.entry("Open_Punctuation", "Ps"),
          Map.entry("Close_Punctuation", "Pe"),
          Map.entry("Initial_Punctuation", "Pi"),
          Map.entry("Final_Punctuation", "Pf"),
          Map.entry("Other_Punctuation", "Po"),
          Map.entry("Symbol", "S"),
          Map.entry("Math_Symbol", "Sm"),
          Map.entry("Currency_Symbol", "Sc"),
          Map.entry("Modifier_Symbol", "Sk"),
          Map.entry("Other_Symbol", "So"),
          Map.entry("Separator", "Z"),
          Map.entry("Space_Separator", "Zs"),
          Map.entry("Line_Separator", "Zl"),
          Map.entry("Paragraph_Separator", "Zp"),
          Map.entry("Other", "C"),
          Map.entry("Control", "Cc"),
          Map.entry("cntrl", "Cc"),
          Map.entry("Format", "Cf"),
          Map.entry("Private_Use", "Co"),
          Map.entry("Unassigned", "Cn"));

  private final PatternReader in;

  EcmaEscapes(PatternReader in) {
    this.in = in;
  }

  @Override
  public Syntax atom(Flags flags, int start) {
    int c = in.peek();
    if (c == 'b' || c == 'B') {
      throw in.unsupported(start, "a word boundary", "spell out what may stand there");
    }
    if ((c >= '1' && c <= '9') || c == 'k') {
      throw in.unsupported(start, "a backreference", "spell out what may stand there");
    }
    CharSet named = named(flags);
    return new Chars(named != null ? named : flags.cased(character(start)));
  }

  @Override
  public CharSet named(Flags flags) {
    int letter = in.peek();
    CharSet set =
        switch (letter) {
          case 'd', 'D' -> DIGIT;
          case 'w', 'W' -> WORD;
          case 's', 'S' -> SPACE;
          case 'p', 'P' -> property();
          default -> null;
        };
    if (set == null) {
      return null;
    }
    if (letter != 'p' && letter != 'P') {
      in.skip(1);
    }
    return Character.isUpperCase(letter) ? set.complement() : set;
  }

  private CharSet property() {
    int start = in.index() - 1;
    in.skip(1);
    String name = in.take('{') ? in.until('}') : null;
    if (name == null) {
      throw in.syntax(start, "a property without a whole name", "write \\p{Lu}");
    }
    String[] parts = name.split("=", 2);
    String value = parts[parts.length - 1];
    boolean known =
        parts.length == 1
            || parts[0].equals("Script")
            || parts[0].equals("sc")
            || parts[0].equals("General_Category")
            || parts[0].equals("gc");
    CharSet set =
        switch (value) {
          case "ASCII" -> CharSet.range(0, 0x7f);
          case "Alphabetic", "Alpha" -> CharSet.matching(Character::isAlphabetic);
          case "Uppercase", "Upper" -> CharSet.matching(Character::isUpperCase);
          case "Lowercase", "Lower" -> CharSet.matching(Character::isLowerCase);
          case "Cased_Letter", "LC" ->
              new CharSet.Builder()
                  .add(CharSets.property("Lu"))
                  .add(CharSets.property("Ll"))
                  .add(CharSets.property("Lt"))
                  .build();
          default -> known ? CharSets.property(CATEGORIES.getOrDefault(value, value)) : null;
        };
    if (set == null) {
      throw in.unsupported(
          start,
          "property " + name,
          "use a general category such as Lu, or a script such as Script=Han");
    }
    return set;
  }

  @Override
  public int character(int start) {
    if (in.atEnd()) {
      throw in.syntax(start, "a backslash at the end", "write \\\\");
    }
    int c = in.next();
    return switch (c) {
      case 't', 'n', 'r', 'f', 'v' -> Escapes.control(c);
      case 'c' -> control(start);
      case 'x' -> hex(2, start);
      case 'u' -> unicode(start);
      case '0' -> {
        if (in.peek() >= '0' && in.peek() <= '9') {
          throw in.syntax(start, "an octal escape", "write \\x and two hexadecimal digits");
        }
        yield 0;
      }
      default -> {
        if (c < 0x80 && Character.isLetterOrDigit(c)) {
          throw in.unsupported(
              start,
              "\\" + Character.toString(c) + ", which dialects read in different ways,",
              "leave the backslash out, or write ^ and $ for begin and end");
        }
        yield c;
      }
    };
  }

  private int control(int start) {
    int letter = in.atEnd() ? -1 : in.next();
    if (letter >= 0x80 || !Character.isLetter(letter)) {
      throw in.syntax(start, "\\c without a letter", "write \\cA to \\cZ, or \\\\c");
    }
    return letter % 32;
  }

  /** A character, or half of a surrogate pair, which no text has. */
  private int unicode(int start) {
    if (in.take('{')) {
      int value = in.hexInBraces();
      if (value < 0) {
        throw in.syntax(start, "an escape that is no code point", "write up to 10FFFF in braces");
      }
      return value;
    }
    int value = hex(4, start);
    int second = in.index();
    if (Character.isHighSurrogate((char) value) && in.take("\\u") && !in.looksAt("{")) {
      int low = hex(4, second);
      if (Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) value, (char) low);
      }
    }
    if (Character.isHighSurrogate((char) value)) {
      in.reset(second);
    }
    return value;
  }

  private int hex(int digits, int start) {
    int value = in.hex(digits);
    if (value < 0) {
      throw in.syntax(
          start, "an escape that is no code point", "write " + digits + " hexadecimal digits");
    }
    return value;
  }
}
