package io.sglflink.interpret;

import static io.sglflink.interpret.ValueBudget.ITEM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Python's string methods. */
final class Texts {

  private final ValueBudget budget;

  Texts(ValueBudget budget) {
    this.budget = budget;
  }

  String concat(Operands operands) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < operands.count(); i++) {
      append(text, PythonText.str(operands.get(i)));
    }
    return text.toString();
  }

  String strip(Operands operands, boolean start, boolean end) {
    String text = operands.text(0);
    IntPredicate stripped = PythonText::isSpace;
    if (operands.has(1)) {
      List<Integer> characters = operands.text(1).codePoints().distinct().boxed().toList();
      budget.read((long) text.length() * characters.size());
      stripped = characters::contains;
    }
    int from = 0;
    while (start && from < text.length() && stripped.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    int to = text.length();
    while (end && to > from && stripped.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  boolean startsOrEnds(Operands operands, boolean starts) {
    String text = operands.text(0);
    if (operands.get(1).isTextual()) {
      String part = operands.text(1);
      return starts ? text.startsWith(part) : text.endsWith(part);
    }
    for (String part : texts(operands, 1)) {
      if (starts ? text.startsWith(part) : text.endsWith(part)) {
        return true;
      }
    }
    return false;
  }

  ArrayNode split(Operands operands) {
    int most = operands.clamped(2, -1);
    return operands.has(1)
        ? splitAt(operands, most < 0 ? Integer.MAX_VALUE : most)
        : splitAtSpace(operands.text(0), most < 0 ? Integer.MAX_VALUE : most);
  }

  private ArrayNode splitAt(Operands operands, int most) {
    String text = operands.text(0);
    String separator = operands.text(1);
    if (separator.isEmpty()) {
      throw operands.is(1, "empty", "takes a separator with characters, or null for white space");
    }
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    int from = 0;
    for (int left = most; left > 0; left--) {
      int to = text.indexOf(separator, from);
      if (to < 0) {
        break;
      }
      add(parts, text.substring(from, to));
      from = to + separator.length();
    }
    add(parts, text.substring(from));
    return parts;
  }

  private ArrayNode splitAtSpace(String text, int most) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    int from = skip(text, 0, true);
    for (int left = most; left > 0 && from < text.length(); left--) {
      int to = skip(text, from, false);
      add(parts, text.substring(from, to));
      from = skip(text, to, true);
    }
    if (from < text.length()) {
      add(parts, text.substring(from));
    }
    return parts;
  }

  /** The first index from which on there is white space, or none. */
  private static int skip(String text, int from, boolean space) {
    int at = from;
    while (at < text.length() && PythonText.isSpace(text.charAt(at)) == space) {
      at++;
    }
    return at;
  }

  String join(Operands operands) {
    StringBuilder text = new StringBuilder();
    String between = "";
    for (String part : texts(operands, 1)) {
      append(text, between);
      append(text, part);
      between = operands.text(0);
    }
    return text.toString();
  }

  String replace(Operands operands) {
    String text = operands.text(0);
    String old = operands.text(1);
    int most = operands.clamped(3, -1);
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (int left = most < 0 ? Integer.MAX_VALUE : most; left > 0; left--) {
      int to = text.indexOf(old, from);
      if (to < 0) {
        break;
      }
      append(replaced, text.substring(from, to));
      append(replaced, operands.text(2));
      from = to + old.length();
      if (old.isEmpty()) {
        if (to == text.length()) {
          break;
        }
        // between two characters each
        from = text.offsetByCodePoints(to, 1);
        append(replaced, text.substring(to, from));
        if (from == text.length() && left > 1) {
          append(replaced, operands.text(2));
          break;
        }
      }
    }
    append(replaced, text.substring(Math.min(from, text.length())));
    return replaced.toString();
  }

  static int find(Operands operands) {
    int at = operands.text(0).indexOf(operands.text(1));
    return at < 0 ? at : length(operands.text(0).substring(0, at));
  }

  static int count(Operands operands) {
    JsonNode value = operands.get(1);
    if (operands.get(0).isArray()) {
      int count = 0;
      for (JsonNode item : operands.get(0)) {
        count += Values.equal(item, value) ? 1 : 0;
      }
      return count;
    }
    if (!value.isTextual()) {
      throw operands.unlike("counts a text in a text, or a value in a list");
    }
    String text = operands.text(0);
    String part = value.textValue();
    if (part.isEmpty()) {
      return length(text) + 1;
    }
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  /** Code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Python's slice of a text or list; {@code indexes} are of code points or items. */
  JsonNode slice(Operands operands) {
    JsonNode value = operands.get(0);
    int step = operands.clamped(3, 1);
    if (step == 0) {
      throw operands.is(3, "0", "takes a step forward or back");
    }
    if (value.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      indexes(operands, value.size(), step)
          .forEach(
              i -> {
                budget.make(ITEM + ValueBudget.size(value.get(i)));
                items.add(value.get(i));
              });
      return items;
    }
    int[] characters = value.textValue().codePoints().toArray();
    StringBuilder text = new StringBuilder();
    indexes(operands, characters.length, step).forEach(i -> text.appendCodePoint(characters[i]));
    budget.make(text.length());
    return ValueBudget.text(text.toString());
  }

  private static IntStream indexes(Operands operands, int length, int step) {
    int first = step > 0 ? 0 : -1;
    int last = step > 0 ? length : length - 1;
    int start = bound(operands.clamped(1, 0), operands.has(1), step > 0 ? first : last, length);
    int stop = bound(operands.clamped(2, 0), operands.has(2), step > 0 ? last : first, length);
    start = Math.max(first, Math.min(last, start));
    stop = Math.max(first, Math.min(last, stop));
    long span = step > 0 ? (long) stop - start : (long) start - stop;
    long count = span <= 0 ? 0 : (span - 1) / Math.abs((long) step) + 1;
    int from = start;
    return IntStream.range(0, (int) count).map(i -> from + i * step);
  }

  private static int bound(int index, boolean given, int otherwise, int length) {
    if (!given) {
      return otherwise;
    }
    return index < 0 ? Math.max(index + length, -1) : index;
  }

  private static List<String> texts(Operands operands, int index) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : operands.get(index)) {
      if (!item.isTextual()) {
        throw operands.failure(
            "item "
                + texts.size()
                + " of "
                + operands.name(index)
                + " is "
                + Values.kind(item)
                + ": "
                + operands.operator().label()
                + " takes a list of texts");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  private void add(ArrayNode parts, String part) {
    budget.make(ITEM + (long) part.length());
    parts.add(part);
  }

  private void append(StringBuilder text, String more) {
    budget.make(more.length());
    text.append(more);
  }
}
