package io.sglflink.runtime.schemas;

import java.util.regex.Pattern;

/** Takes out of messages what only one schema has, so that equal failures can be counted. */
final class Reasons {

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|`[^`]*`");
  private static final Pattern NUMBERS = Pattern.compile("[0-9][0-9,.]*");
  private static final int LONGEST = 120;

  private Reasons() {}

  /** What {@code message}, which is about {@code place}, has in common with others. */
  static String general(String message, String place) {
    String text = place.isEmpty() ? message : message.replace(place, "…");
    text = NUMBERS.matcher(QUOTED.matcher(text).replaceAll("…")).replaceAll("N");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
