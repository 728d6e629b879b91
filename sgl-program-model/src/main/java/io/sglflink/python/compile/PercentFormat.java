package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code %} puts into a text. */
final class PercentFormat {

  private static final Pattern PLACE =
      Pattern.compile("%(?<flags>[-+ 0#]*)(?<width>\\d*)(?<precision>\\.\\d+)?(?<type>[a-zA-Z%])");

  private final String template;

  PercentFormat(String template) {
    this.template = template;
  }

  /**
   * The parts of the text.
   *
   * @throws IllegalArgumentException with what is wrong and the way out
   */
  List<Expression> fill(List<Expression> values) {
    List<Expression> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Iterator<Expression> rest = values.iterator();
    Matcher place = PLACE.matcher(template);
    int from = 0;
    for (int at = template.indexOf('%'); at >= 0; at = template.indexOf('%', from)) {
      if (!place.find(at) || place.start() != at) {
        throw new IllegalArgumentException(
            "the format has a % without a type: write %% for a percent sign");
      }
      text.append(template, from, at);
      from = place.end();
      if (place.group("type").equals("%")) {
        text.append('%');
        continue;
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(
            "the format has more places than values: give one for each %");
      }
      if (text.length() > 0) {
        parts.add(Literal.of(text.toString()));
        text.setLength(0);
      }
      parts.add(part(rest.next(), place));
    }
    if (rest.hasNext()) {
      throw new IllegalArgumentException(
          "the format has fewer places than values: give one for each %");
    }
    text.append(template.substring(from));
    if (text.length() > 0) {
      parts.add(Literal.of(text.toString()));
    }
    return parts;
  }

  private static Expression part(Expression value, Matcher place) {
    String type = place.group("type");
    String flags = place.group("flags");
    String width = place.group("width");
    String precision = place.group("precision") == null ? "" : place.group("precision");
    if (type.equals("s") || type.equals("r")) {
      Expression spec =
          width.isEmpty() && precision.isEmpty()
              ? null
              : Literal.of((flags.contains("-") ? "<" : ">") + width + precision);
      if (type.equals("r")) {
        return Texts.formatted(value, "!r", spec);
      }
      return Texts.formatted(value, spec == null ? "" : "!s", spec);
    }
    if (!"dixXoeEfFgG".contains(type)) {
      throw new IllegalArgumentException(
          "the format %" + type + " is not known: write an f-string");
    }
    String letter = type.equals("i") ? "d" : type;
    String sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    String zero = flags.contains("0") && !flags.contains("-") ? "0" : "";
    String spec =
        (flags.contains("-") && !width.isEmpty() ? "<" : "")
            + sign
            + (flags.contains("#") ? "#" : "")
            + zero
            + width
            + ("dxXo".contains(letter) ? "" : precision)
            + letter;
    Expression number = letter.equals("d") ? operation(Operator.INT, value) : value;
    return operation(Operator.FORMAT, number, Literal.of(spec));
  }
}
