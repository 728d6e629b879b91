package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.ValueSet;
import java.util.function.ToIntFunction;

/**
 * The inside of a JSON string, with its closing quote, over the states of its decoded text: every
 * spelling that its {@link Escapes} have, and no escape that could not become a character.
 */
final class StringBody implements ByteState {

  private static final int FIRST_HIGH = 0xd800;
  private static final int FIRST_LOW = 0xdc00;
  private static final int LAST_LOW = 0xdfff;
  private static final int LAST = 0x10ffff;
  private static final int NO_SURROGATE = -1;
  private static final int UNKNOWN = -1;

  private final Strings strings;
  private final ByteState text;

  /** Null in what stands where no state is. */
  private final Place place;

  /** Hexadecimal digits so far, and their value. */
  private final int digits;

  private final int value;

  /** The high surrogate that came before. */
  private final int high;

  private int hash;

  /** Known states by byte, a page for 32 of them. */
  private final StringBody[][] pages = new StringBody[8][];

  private OpenBody open;
  private int shortest = UNKNOWN;

  /** Where in a string. */
  enum Place {
    /** Between or within characters. */
    TEXT,
    /** After a backslash. */
    ESCAPE,
    /** Among the four digits of a code unit. */
    DIGITS,
    /** After a high surrogate. */
    LOW,
    /** After the backslash of a low surrogate. */
    LOW_ESCAPE,
    /** After the closing quote. */
    CLOSED
  }

  StringBody(Strings strings, ByteState text, Place place, int digits, int value, int high) {
    this.strings = strings;
    this.text = text;
    this.place = place;
    this.digits = digits;
    this.value = value;
    this.high = high;
  }

  /** Stands where no state is. */
  static StringBody never(Strings strings) {
    return new StringBody(strings, null, null, 0, 0, NO_SURROGATE);
  }

  /** A string whose text stands at {@code text}. */
  static StringBody of(Strings strings, ByteState text) {
    return new StringBody(strings, text, Place.TEXT, 0, 0, NO_SURROGATE);
  }

  private StringBody at(Place there, int surrogate) {
    return new StringBody(strings, text, there, 0, 0, surrogate);
  }

  /** After a character that leads to {@code after}, which may be null. */
  private StringBody character(ByteState after) {
    return after == null ? null : strings.body(after);
  }

  boolean closed() {
    return place == Place.CLOSED;
  }

  /** Where the decoded text stands, without a character that is only written in part. */
  ByteState text() {
    return text;
  }

  Place place() {
    return place;
  }

  /** This without the closing quote. */
  OpenBody open() {
    if (open == null) {
      open = new OpenBody(this);
    }
    return open;
  }

  /** This with another text. */
  StringBody with(ByteState other) {
    return place == Place.TEXT
        ? strings.body(other)
        : new StringBody(strings, other, place, digits, value, high);
  }

  @Override
  public StringBody next(int next) {
    StringBody[] page = pages[next >> 5];
    if (page == null) {
      page = new StringBody[32];
      pages[next >> 5] = page;
    }
    StringBody known = page[next & 31];
    if (known == null) {
      StringBody after = after(next);
      known = after == null ? strings.never() : after;
      page[next & 31] = known;
    }
    return known.place == null ? null : known;
  }

  private StringBody after(int next) {
    return switch (place) {
      case TEXT -> inText(next);
      case ESCAPE -> escaped(next);
      case DIGITS -> digit(next);
      case LOW -> next == '\\' ? at(Place.LOW_ESCAPE, high) : null;
      case LOW_ESCAPE -> next == 'u' ? at(Place.DIGITS, high) : null;
      case CLOSED -> null;
    };
  }

  private StringBody inText(int next) {
    if (next == '"') {
      return text.accepting() ? at(Place.CLOSED, NO_SURROGATE) : null;
    }
    if (next == '\\') {
      return strings.escapes().any(text) ? at(Place.ESCAPE, NO_SURROGATE) : null;
    }
    if (next < ' ') {
      return null;
    }
    return character(text.next(next));
  }

  /** Whether a character can begin here. */
  boolean atCharacter() {
    return CodePoints.any(text, 0, LAST);
  }

  private StringBody escaped(int next) {
    if (next != 'u') {
      return character(strings.escapes().after(text, next));
    }
    StringBody digits = at(Place.DIGITS, NO_SURROGATE);
    return digits.least(state -> 0) == 0 ? digits : null;
  }

  private StringBody digit(int next) {
    int digit = next < 0x80 ? Character.digit(next, 16) : -1;
    if (digit < 0) {
      return null;
    }
    int unit = value << 4 | digit;
    if (digits < 3) {
      StringBody after = new StringBody(strings, text, place, digits + 1, unit, high);
      return after.least(state -> 0) == 0 ? after : null;
    }
    if (high != NO_SURROGATE) {
      return unit >= FIRST_LOW && unit <= LAST_LOW
          ? character(strings.escapes().afterDigits(text, pair(high, unit)))
          : null;
    }
    if (unit >= FIRST_HIGH && unit < FIRST_LOW) {
      return paired(unit, unit, state -> 0) == 0 ? at(Place.LOW, unit) : null;
    }
    boolean alone = unit >= FIRST_LOW && unit <= LAST_LOW;
    return alone ? null : character(strings.escapes().afterDigits(text, unit));
  }

  private static int pair(int high, int low) {
    return 0x10000 + ((high - FIRST_HIGH) << 10) + (low - FIRST_LOW);
  }

  /** The least that {@code of} says of the text after a character that the digits can become. */
  private int least(ToIntFunction<ByteState> of) {
    int missing = 4 * (4 - digits);
    int low = value << missing;
    int last = low | ((1 << missing) - 1);
    int firstLow = Math.max(low, FIRST_LOW);
    int lastLow = Math.min(last, LAST_LOW);
    if (high != NO_SURROGATE) {
      return firstLow <= lastLow
          ? strings.escapes().least(text, pair(high, firstLow), pair(high, lastLow), of)
          : ValueSet.NEVER;
    }
    // Surrogates are no characters of a text, so the range may have them.
    int least = strings.escapes().least(text, low, last, of);
    int firstHigh = Math.max(low, FIRST_HIGH);
    int lastHigh = Math.min(last, FIRST_LOW - 1);
    if (firstHigh <= lastHigh && least > 0) {
      int paired = paired(firstHigh, lastHigh, of);
      // A low surrogate takes six bytes more.
      least = Math.min(least, paired == ValueSet.NEVER || paired == 0 ? paired : paired + 6);
    }
    return least;
  }

  /** As {@link #least}, of a pair whose high surrogate is in a range. */
  private int paired(int firstHigh, int lastHigh, ToIntFunction<ByteState> of) {
    int from = pair(firstHigh, FIRST_LOW);
    return strings.escapes().least(text, from, pair(lastHigh, LAST_LOW), of);
  }

  @Override
  public boolean accepting() {
    return closed();
  }

  @Override
  public boolean hasNext() {
    return !closed();
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public int shortest() {
    if (shortest == UNKNOWN) {
      shortest =
          switch (place) {
            case TEXT -> strings.spelled(text) + 1;
            case DIGITS -> 4 - digits + least(state -> strings.spelled(state) + 1);
            case LOW -> 6 + lowest();
            case LOW_ESCAPE -> 5 + lowest();
            case ESCAPE -> afterEscape();
            case CLOSED -> 0;
          };
    }
    return shortest;
  }

  private int lowest() {
    return paired(high, high, state -> strings.spelled(state) + 1);
  }

  private int afterEscape() {
    int least = ValueSet.NEVER;
    for (int next = 0; next < 0x80; next++) {
      StringBody after = next(next);
      if (after != null) {
        least = Math.min(least, after.shortest() + 1);
      }
    }
    return least;
  }

  @Override
  public void refill() {
    text.refill();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof StringBody body
            && place == body.place
            && digits == body.digits
            && value == body.value
            && high == body.high
            && strings.escapes() == body.strings.escapes()
            && text.equals(body.text));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      // Hashing a text may take its whole automaton, which states that no mask is asked of spare.
      int inside = ((place.hashCode() * 31 + digits) * 31 + value) * 31 + high;
      hash = 31 * text.hashCode() + inside;
    }
    return hash;
  }
}
