package io.sglflink.constraint.regex;

/** Reads a character class, from after its opening bracket to its closing one. */
final class ClassParser {

  private final PatternReader in;
  private final Escapes escapes;
  private final Flags flags;
  private final Dialect dialect;
  private final CharSet.Builder set = new CharSet.Builder();

  ClassParser(PatternReader in, Escapes escapes, Flags flags, Dialect dialect) {
    this.in = in;
    this.escapes = escapes;
    this.flags = flags;
    this.dialect = dialect;
  }

  CharSet parse(int start) {
    boolean negated = in.take('^');
    boolean first = dialect == Dialect.WHOLE;
    while (first || !in.looksAt("]")) {
      if (in.atEnd()) {
        throw in.syntax(start, "[ without its ]", "close the class, or write \\[");
      }
      item();
      first = false;
    }
    in.skip(1);
    CharSet chars = flags.cased(set.build());
    return negated ? chars.complement() : chars;
  }

  private void item() {
    int start = in.index();
    if (dialect == Dialect.WHOLE) {
      refuse("[:", "a POSIX class", "use \\d, \\w, \\s or \\p{...}");
      refuse("&&", "&& in a class", "write \\& twice for two characters");
      refuse("--", "-- in a class", "write \\- for a hyphen");
      refuse("~~", "~~ in a class", "write \\~ twice for two characters");
    }
    int low = single();
    if (low < 0 || !in.looksAt("-") || in.looksAt("-]")) {
      if (low >= 0) {
        set.add(low, low);
      }
      return;
    }
    in.skip(1);
    if (in.atEnd()) {
      return;
    }
    int high = single();
    if (high < 0 && dialect == Dialect.ECMA) {
      set.add(low, low).add('-', '-');
      return;
    }
    if (high < 0) {
      throw in.syntax(start, "a range that ends with a class", "write \\- for a hyphen");
    }
    if (high < low) {
      throw in.syntax(
          start, "range " + in.from(start) + " is in falling order", "write the smaller one first");
    }
    set.add(low, high);
  }

  private void refuse(String mark, String construct, String wayOut) {
    if (in.looksAt(mark)) {
      throw in.unsupported(in.index(), construct, wayOut);
    }
  }

  /** Reads one character, or a class, which it adds to the set and answers -1 for. */
  private int single() {
    int start = in.index();
    int c = in.next();
    if (c != '\\') {
      return c;
    }
    CharSet named = escapes.named(flags);
    if (named != null) {
      set.add(named);
      return -1;
    }
    return in.take('b') ? '\b' : escapes.character(start);
  }
}
