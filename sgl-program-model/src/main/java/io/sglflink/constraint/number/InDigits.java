package io.sglflink.constraint.number;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;
import java.util.List;

/** Integers that are written without point and exponent, and 0 without a sign. */
record InDigits(Numbers integers) implements NumberSet {

  @Override
  public NumberSet and(NumberSet other) {
    return new InDigits(integers.and(other instanceof InDigits same ? same.integers : other));
  }

  @Override
  public NumberSet without(BigDecimal number) {
    return new InDigits((Numbers) integers.without(number));
  }

  @Override
  public List<NumberSet> complement() {
    return integers.complement();
  }

  @Override
  public boolean isEmpty() {
    return integers.isEmpty();
  }

  @Override
  public boolean contains(BigDecimal number) {
    return integers.contains(number);
  }

  @Override
  public long size() {
    return integers.size();
  }

  @Override
  public ByteState start() {
    Position start = integers.position();
    if (start instanceof Start either) {
      Numbers negative = (Numbers) either.negative().without(BigDecimal.ZERO);
      start = new Start(either.magnitudes(), negative);
    }
    return NumberState.start(new Digits(start));
  }

  /** A position after which neither point nor exponent comes: no integer needs one. */
  record Digits(Position position) implements Position {

    @Override
    public Position next(int symbol) {
      boolean fits = symbol == '-' || Position.isDigit(symbol);
      Position next = fits ? position.next(symbol) : null;
      return next == null ? null : new Digits(next);
    }

    @Override
    public boolean accepting() {
      return position.accepting();
    }

    @Override
    public int shortest() {
      return UNKNOWN;
    }
  }
}
