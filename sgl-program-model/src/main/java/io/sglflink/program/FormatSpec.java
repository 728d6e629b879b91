package io.sglflink.program;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification, {@code [[fill]align][sign][#][0][width][grouping][.precision]
 * [type]}.
 *
 * @param fill code point that fills the width
 * @param align {@code < > ^ =}, or null for the type's own
 * @param sign {@code -}, {@code +} or a space
 * @param prefix whether integers have {@code 0x}, {@code 0o} or {@code 0b} before them
 * @param width least characters
 * @param grouping {@code ,} or {@code _}, or empty
 * @param precision digits or characters, or −1
 * @param type {@code s d b o x X e E f F g G %}, or empty
 */
public record FormatSpec(
    int fill,
    String align,
    String sign,
    boolean prefix,
    int width,
    String grouping,
    int precision,
    String type) {

  /** The largest width and precision. */
  public static final int MAX_WIDTH = 1_000;

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>^=]))?(?<sign>[-+ ])?(?<prefix>#)?(?<zero>0)?(?<width>\\d+)?"
              + "(?<grouping>[,_])?(?:\\.(?<precision>\\d+))?(?<type>[sdboxXeEfFgG%])?",
          Pattern.DOTALL);

  /**
   * Reads a specification.
   *
   * @throws IllegalArgumentException with what is wrong and the way out
   */
  public static FormatSpec parse(String spec) {
    Matcher form = FORM.matcher(spec);
    if (spec.length() > MAX_WIDTH || !form.matches()) {
      throw new IllegalArgumentException(
          "is no format specification: write [[fill]align][sign][#][0][width][,][.precision][type]"
              + " with one of the types s d b o x X e E f F g G %");
    }
    boolean zero = form.group("zero") != null;
    String fill = form.group("fill");
    String align = form.group("align");
    return new FormatSpec(
        fill != null ? fill.codePointAt(0) : zero ? '0' : ' ',
        align,
        form.group("sign") == null ? "-" : form.group("sign"),
        form.group("prefix") != null,
        count("width", form.group("width"), 0),
        form.group("grouping") == null ? "" : form.group("grouping"),
        count("precision", form.group("precision"), -1),
        form.group("type") == null ? "" : form.group("type"));
  }

  /** Whether a type is one of the given ones; the empty one is none of them. */
  public boolean isOneOf(String types) {
    return !type.isEmpty() && types.contains(type);
  }

  private static int count(String thing, String digits, int absent) {
    if (digits == null) {
      return absent;
    }
    if (digits.length() > 6 || Integer.parseInt(digits) > MAX_WIDTH) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "has a %s of %s, the limit is %,d: lower it", thing, digits, MAX_WIDTH));
    }
    return Integer.parseInt(digits);
  }
}
