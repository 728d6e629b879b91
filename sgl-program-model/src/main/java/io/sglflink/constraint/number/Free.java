package io.sglflink.constraint.number;

/**
 * Among the digits of a number before its exponent, where no bound and no single number has the
 * same ones: what may follow is told by how many digits may, and by a remainder.
 *
 * @param least the smallest power of ten that brings the text's number into the bounds, as in
 *     {@link Tied}
 * @param most the largest, {@link #UNBOUNDED} for any
 * @param remainder of the digits, without zeros at the fraction's end
 * @param fraction how many of them stand after the point
 * @param zeros at the fraction's end, up to where more of them tell nothing
 */
record Free(
    Multiples steps,
    Part part,
    Lead lead,
    int least,
    int most,
    long remainder,
    int fraction,
    int zeros)
    implements Position {

  static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int NEVER = Integer.MAX_VALUE;

  /** The position in its only form, null when no number has the digits. */
  static Position settled(
      Multiples steps,
      Part part,
      Lead lead,
      int least,
      int most,
      long remainder,
      int fraction,
      int zeros) {
    int first = lead == Lead.ONE ? least : Math.max(0, least);
    int last = part == Part.WHOLE ? most : Math.min(most, lead == Lead.ONE ? MAX_EXPONENT : 0);
    if (first > last) {
      return null;
    }
    if (steps.isAny()) {
      return new Free(steps, part, lead, first, last, 0, 0, 0);
    }
    int told = steps.places() + (lead == Lead.ONE ? MAX_EXPONENT : 0);
    if (fraction > told) {
      // No power of ten makes it a multiple any more.
      return steps.step() > 0 ? null : new Free(Multiples.ANY, part, lead, first, last, 0, 0, 0);
    }
    int kept = Math.min(zeros, told - fraction);
    Free free = new Free(steps, part, lead, first, last, remainder, fraction, kept);
    return free.isLive() ? free : null;
  }

  private boolean isLive() {
    if (most == UNBOUNDED) {
      return true;
    }
    int dense = steps.step() == 0 ? 1 : 0;
    int first = dense == 1 ? least : Math.max(least, fraction - steps.places());
    for (int power = most; power >= first; power--) {
      int more = Math.max(1, power - fraction - zeros + steps.places() + dense);
      if (steps.anyContains(remainder, fraction, zeros, more, power)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Position next(int symbol) {
    if (symbol == 'e') {
      return part == Part.POINT ? null : exponents();
    }
    boolean digit = Position.isDigit(symbol);
    Part next = digit || symbol == '.' ? part.next(symbol) : null;
    if (next == null) {
      return null;
    }
    if (!digit) {
      return settled(steps, next, lead, least, most, remainder, 0, 0);
    }
    int appended = symbol - '0';
    if (part == Part.WHOLE) {
      int fewer = most == UNBOUNDED ? UNBOUNDED : most - 1;
      long after = steps.append(remainder, 0, appended);
      return settled(steps, next, Lead.MORE, least - 1, fewer, after, 0, 0);
    }
    if (appended == 0) {
      return settled(steps, next, lead, least, most, remainder, fraction, zeros + 1);
    }
    long after = steps.append(remainder, zeros, appended);
    Lead now = lead == Lead.ZERO ? Lead.MORE : lead;
    return settled(steps, next, now, least, most, after, fraction + zeros + 1, 0);
  }

  private ExponentSign exponents() {
    return switch (lead) {
      case ZERO -> accepting() ? ExponentSign.ofZero() : null;
      case ONE -> ExponentSign.of(steps, remainder, fraction, least, Math.min(most, MAX_EXPONENT));
      case MORE -> null;
    };
  }

  @Override
  public boolean accepting() {
    return part != Part.POINT && least <= 0 && most >= 0 && steps.contains(remainder, fraction, 0);
  }

  @Override
  public int shortest() {
    if (accepting()) {
      return 0;
    }
    int point = part == Part.WHOLE || part == Part.ZERO ? 1 : 0;
    int best = NEVER;
    int wholes = part == Part.WHOLE ? most : Math.min(most, 0);
    for (int whole = Math.max(0, least); whole <= wholes && whole < best; whole++) {
      if (part == Part.WHOLE && steps.anyContains(remainder, 0, 0, whole, whole)) {
        best = whole;
      }
      int places = Math.max(1, steps.places() - fraction - zeros + 1);
      for (int more = 1; more <= places && whole + point + more < best; more++) {
        if (steps.anyContains(remainder, fraction, zeros, whole + more, whole)) {
          best = whole + point + more;
        }
      }
    }
    return lead == Lead.ONE ? Math.min(best, shortestScientific(point, best)) : best;
  }

  private int shortestScientific(int point, int bound) {
    int best = bound;
    for (int more = part == Part.POINT ? 1 : 0; point(point, more) + more + 2 < best; more++) {
      int before = point(point, more) + more + 1;
      int exponent = Math.min(most, MAX_EXPONENT);
      while (exponent >= least) {
        int length = before + Integer.toString(exponent).length();
        if (length < best && steps.anyContains(remainder, fraction, zeros, more, exponent)) {
          best = length;
        }
        // What a smaller exponent of as many digits makes a multiple, this one does too.
        exponent =
            steps.nots().isEmpty() || length >= best
                ? lastShorter(exponent)
                : steps.nextExponent(fraction, zeros, more, exponent);
      }
    }
    return best;
  }

  /** The next smaller exponent that has another number of digits, or another sign. */
  private static int lastShorter(int exponent) {
    if (exponent >= 10) {
      return exponent >= 100 ? 99 : 9;
    }
    if (exponent >= 0) {
      return -1;
    }
    return exponent > -10 ? -10 : exponent > -100 ? -100 : -MAX_EXPONENT - 1;
  }

  private static int point(int point, int more) {
    return more == 0 ? 0 : point;
  }
}
