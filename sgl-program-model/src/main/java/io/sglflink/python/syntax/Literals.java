package io.sglflink.python.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of Python's literals. */
public final class Literals {

  private Literals() {}

  /** A piece of a string: a text, or what stands in the braces of an f-string. */
  public record Piece(String text, Syntax interpolation) {}

  /**
   * A number.
   *
   * @throws RefusedException for a complex, an infinite or a Python 2 number
   */
  public static JsonNode number(Syntax literal) {
    String text = literal.text().replace("_", "").toLowerCase(Locale.ROOT);
    if (text.endsWith("j") || (text.endsWith("l") && !text.startsWith("0x"))) {
      throw new RefusedException(
          literal, "the number " + text + " is neither an integer nor a float: write digits");
    }
    try {
      if (literal.is("float")) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
          throw new RefusedException(
              literal, "the number " + text + " is larger than any float: write a finite one");
        }
        return DoubleNode.valueOf(value);
      }
      return BigIntegerNode.valueOf(integer(text));
    } catch (NumberFormatException e) {
      throw new RefusedException(
          literal, "the number " + text + " is not Python 3: write it without leading zeros");
    }
  }

  private static BigInteger integer(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8);
    }
    if (text.startsWith("0b")) {
      return new BigInteger(text.substring(2), 2);
    }
    BigInteger value = new BigInteger(text);
    if (text.startsWith("0") && value.signum() != 0) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  /**
   * The pieces of a {@code string}, or of a {@code concatenated_string}.
   *
   * @throws RefusedException for bytes and for escapes that are wrong
   */
  public static List<Piece> pieces(Syntax string) {
    List<Piece> pieces = new ArrayList<>();
    if (string.is("concatenated_string")) {
      string.parts().forEach(part -> addAll(pieces, pieces(part)));
      return pieces;
    }
    List<Syntax> children = string.children();
    Syntax first = children.get(0);
    String prefix = first.text().replaceAll("['\"]", "").toLowerCase(Locale.ROOT);
    if (prefix.contains("b") || prefix.contains("t")) {
      throw new RefusedException(
          string,
          "the string has the prefix "
              + prefix
              + ": only texts, raw texts and f-strings are known");
    }
    boolean raw = prefix.contains("r");
    boolean format = prefix.contains("f");
    int from = first.end();
    for (Syntax child : children) {
      if (child.is("interpolation")) {
        add(pieces, decode(string, from, child.start(), raw, format));
        pieces.add(new Piece(null, child));
        from = child.end();
      }
    }
    add(pieces, decode(string, from, children.get(children.size() - 1).start(), raw, format));
    return pieces;
  }

  private static void addAll(List<Piece> pieces, List<Piece> more) {
    for (Piece piece : more) {
      if (piece.text() == null) {
        pieces.add(piece);
      } else {
        add(pieces, piece.text());
      }
    }
  }

  private static void add(List<Piece> pieces, String text) {
    int last = pieces.size() - 1;
    if (text.isEmpty()) {
      return;
    }
    if (last >= 0 && pieces.get(last).text() != null) {
      pieces.set(last, new Piece(pieces.get(last).text() + text, null));
    } else {
      pieces.add(new Piece(text, null));
    }
  }

  private static String decode(Syntax at, int from, int to, boolean raw, boolean format) {
    try {
      return new Escapes(at.between(from, to), raw, format).decode();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(at, e.getMessage());
    }
  }
}
