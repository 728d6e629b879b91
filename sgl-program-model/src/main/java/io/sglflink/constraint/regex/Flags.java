package io.sglflink.constraint.regex;

/**
 * How letters of a pattern are meant.
 *
 * @param ignoreCase {@code i}: a letter stands for all its spellings
 * @param dotAll {@code s}: the dot is a line feed too
 * @param verbose {@code x}: white space and comments are not part of the pattern
 * @param ascii {@code a}: words and white space are those of ASCII, as digits always are, and only
 *     letters of ASCII have other spellings
 */
record Flags(boolean ignoreCase, boolean dotAll, boolean verbose, boolean ascii) {

  static final Flags NONE = new Flags(false, false, false, false);

  /** These flags, changed by the letters that follow. */
  Flags parse(PatternReader in) {
    Flags changed = this;
    boolean on = true;
    while (Character.isLetter(in.peek()) || in.peek() == '-') {
      int at = in.index();
      int flag = in.next();
      if (flag == '-') {
        on = false;
      } else {
        changed = changed.with(flag, on, in, at);
      }
    }
    return changed;
  }

  private Flags with(int flag, boolean on, PatternReader in, int at) {
    return switch (flag) {
      case 'i' -> new Flags(on, dotAll, verbose, ascii);
      case 's' -> new Flags(ignoreCase, on, verbose, ascii);
      case 'x' -> new Flags(ignoreCase, dotAll, on, ascii);
      case 'a' -> new Flags(ignoreCase, dotAll, verbose, on);
      case 'u' -> new Flags(ignoreCase, dotAll, verbose, !on);
      default ->
          throw in.unsupported(
              at, "flag " + Character.toString(flag), "use i, s, x, a or u, or spell it out");
    };
  }

  /** A letter as this flag means it. */
  CharSet cased(int character) {
    if (!ignoreCase || (ascii && character >= 0x80)) {
      return CharSet.of(character);
    }
    CharSet spellings = CharSets.ignoringCase(character);
    return ascii ? CharSets.ascii(spellings) : spellings;
  }

  /** The characters of a class as this flag means them. */
  CharSet cased(CharSet set) {
    if (!ignoreCase) {
      return set;
    }
    if (!ascii) {
      return CharSets.ignoringCase(set);
    }
    CharSet spellings = CharSets.ascii(CharSets.ignoringCase(CharSets.ascii(set)));
    return new CharSet.Builder().add(set).add(spellings).build();
  }

  /** One of {@code \d \D \w \W \s \S} by its letter, or null. */
  CharSet named(int letter) {
    CharSet set =
        switch (Character.toLowerCase(letter)) {
          case 'd' -> CharSets.DIGIT;
          case 'w' -> CharSets.WORD;
          case 's' -> CharSets.SPACE;
          default -> null;
        };
    if (set == null) {
      return null;
    }
    CharSet meant = ascii ? CharSets.ascii(set) : set;
    return Character.isUpperCase(letter) ? meant.complement() : meant;
  }
}
