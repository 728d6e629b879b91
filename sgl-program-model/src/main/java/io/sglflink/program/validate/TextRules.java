package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_NAME_LENGTH;

/** What names and texts may look like. */
final class TextRules {

  private TextRules() {}

  static void name(String thing, String name, String pointer, Problems problems) {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          pointer,
          ProblemCode.INVALID_NAME,
          thing
              + " name \""
              + printable(name)
              + "\" is blank or has control characters: give it a visible name");
    }
    wellFormed(thing + " name", name, pointer, problems);
    problems.limit(
        pointer,
        "characters of the " + thing + " name",
        length(name),
        MAX_NAME_LENGTH,
        "shorten it");
  }

  static void wellFormed(String thing, String text, String pointer, Problems problems) {
    if (hasUnpairedSurrogate(text)) {
      problems.add(
          pointer,
          ProblemCode.INVALID_TEXT,
          thing + " has half of a surrogate pair: write the whole character");
    }
  }

  /** Characters as JSON Schema counts them: code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean hasUnpairedSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.chars()
        .limit(MAX_NAME_LENGTH)
        .forEach(
            c ->
                printable.append(
                    Character.isISOControl(c) ? String.format("\\u%04x", c) : (char) c + ""));
    return printable.toString();
  }
}
