package io.sglflink.constraint.number;

import static java.math.RoundingMode.CEILING;
import static java.math.RoundingMode.FLOOR;

import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * All numbers between bounds, or the multiples of one number, without some.
 *
 * @param bounds numbers of the set where it has multiples only
 * @param step null for numbers that need not be multiples
 * @param nots multiples of none of these are in the set; multiples of {@code step}, of which there
 *     are many within the bounds
 * @param points single numbers that are not in the set, in order; without them they would be
 * @param steps {@code step} and {@code nots} for the automaton
 */
record Range(
    Bounds bounds, BigDecimal step, List<BigDecimal> nots, List<BigDecimal> points, Multiples steps)
    implements Numbers {

  /** Numbers that are looked at to see that a range has only few. */
  private static final BigInteger LISTED = BigInteger.valueOf(4_096);

  static final Numbers NOT_NEGATIVE =
      of(new Bounds(BigDecimal.ZERO, false, null, false), null, List.of(), List.of());

  /** The set that these describe, in its only form. */
  static Numbers of(
      Bounds within, BigDecimal step, List<BigDecimal> nots, List<BigDecimal> without) {
    BigDecimal unit = step == null ? null : step.stripTrailingZeros();
    Bounds bounds = unit == null ? within : multiples(within, unit);
    if (bounds.isEmpty()) {
      return Finite.EMPTY;
    }
    TreeSet<BigDecimal> excluded = new TreeSet<>();
    without.forEach(number -> excluded.add(number.stripTrailingZeros()));
    List<BigDecimal> kept = new ArrayList<>();
    for (BigDecimal not : distinct(nots, unit)) {
      if (unit != null && not.compareTo(unit) == 0) {
        return Finite.EMPTY;
      }
      if (bounds.isFinite() && count(bounds, not).compareTo(BigInteger.valueOf(Finite.FEW)) <= 0) {
        excluded.addAll(list(multiples(bounds, not), not));
      } else {
        kept.add(not);
      }
    }
    Multiples steps = Multiples.of(unit, kept);
    excluded.removeIf(number -> !bounds.contains(number) || !steps.contains(number));
    Bounds trimmed = trimmed(bounds, unit, steps, excluded);
    if (trimmed.isEmpty()) {
      return Finite.EMPTY;
    }
    excluded.removeIf(number -> !trimmed.contains(number));
    Range range = new Range(trimmed, unit, kept, List.copyOf(excluded), steps);
    return range.hasFew() ? Finite.of(range.list()) : range;
  }

  /** Bounds with ends that are multiples. */
  private static Bounds multiples(Bounds bounds, BigDecimal step) {
    BigDecimal min = bounds.min();
    if (min != null) {
      BigDecimal first = min.divide(step, 0, CEILING).multiply(step);
      min = bounds.reachedBy(first) ? first : first.add(step);
    }
    BigDecimal max = bounds.max();
    if (max != null) {
      BigDecimal last = max.divide(step, 0, FLOOR).multiply(step);
      max = bounds.holds(last) ? last : last.subtract(step);
    }
    return Bounds.closed(min, max);
  }

  /** The steps that matter among multiples of {@code unit}, in order. */
  private static List<BigDecimal> distinct(List<BigDecimal> nots, BigDecimal unit) {
    List<BigDecimal> distinct = new ArrayList<>();
    nots.stream()
        .map(not -> unit == null ? not.stripTrailingZeros() : Multiples.common(unit, not))
        .sorted()
        .filter(not -> distinct.stream().noneMatch(other -> not.remainder(other).signum() == 0))
        .forEach(distinct::add);
    return distinct;
  }

  /** Bounds that are in the set, or, where numbers are dense, are left out. */
  private static Bounds trimmed(
      Bounds bounds, BigDecimal step, Multiples steps, TreeSet<BigDecimal> excluded) {
    BigDecimal min = bounds.min();
    BigDecimal max = bounds.max();
    if (step == null) {
      boolean minOut = min != null && (excluded.contains(min) || !steps.contains(min));
      boolean maxOut = max != null && (excluded.contains(max) || !steps.contains(max));
      return new Bounds(min, bounds.minExclusive() || minOut, max, bounds.maxExclusive() || maxOut);
    }
    while (min != null
        && bounds.holds(min)
        && (excluded.contains(min.stripTrailingZeros()) || !steps.contains(min))) {
      min = min.add(step);
    }
    while (max != null
        && bounds.reachedBy(max)
        && (excluded.contains(max.stripTrailingZeros()) || !steps.contains(max))) {
      max = max.subtract(step);
    }
    return Bounds.closed(min, max);
  }

  private boolean hasFew() {
    return bounds.isPoint()
        || (step != null
            && bounds.isFinite()
            && count(bounds, step).compareTo(LISTED) <= 0
            && size() <= Finite.FEW);
  }

  private List<BigDecimal> list() {
    return bounds.isPoint()
        ? List.of(bounds.min())
        : list(bounds, step).stream().filter(this::contains).toList();
  }

  /** The multiples from bound to bound, both of which are some. */
  private static List<BigDecimal> list(Bounds bounds, BigDecimal step) {
    List<BigDecimal> list = new ArrayList<>();
    for (BigDecimal at = bounds.min(); bounds.holds(at); at = at.add(step)) {
      list.add(at.stripTrailingZeros());
    }
    return list;
  }

  /** How many multiples are within. */
  private static BigInteger count(Bounds bounds, BigDecimal step) {
    Bounds multiples = multiples(bounds, step);
    return multiples.isEmpty()
        ? BigInteger.ZERO
        : multiples
            .max()
            .subtract(multiples.min())
            .divideToIntegralValue(step)
            .toBigInteger()
            .add(BigInteger.ONE);
  }

  @Override
  public Numbers and(NumberSet other) {
    if (other instanceof Range range) {
      return of(
          bounds.and(range.bounds),
          step == null || range.step == null
              ? (step == null ? range.step : step)
              : Multiples.common(step, range.step),
          concat(nots, range.nots),
          concat(points, range.points));
    }
    return ((Numbers) other).and(this);
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  @Override
  public NumberSet without(BigDecimal number) {
    return contains(number) ? of(bounds, step, nots, concat(points, List.of(number))) : this;
  }

  @Override
  public List<NumberSet> complement() {
    List<Numbers> all = new ArrayList<>();
    if (bounds.min() != null) {
      Bounds below = new Bounds(null, false, bounds.min(), !bounds.minExclusive());
      all.add(of(below, null, List.of(), List.of()));
    }
    if (bounds.max() != null) {
      Bounds above = new Bounds(bounds.max(), !bounds.maxExclusive(), null, false);
      all.add(of(above, null, List.of(), List.of()));
    }
    if (step != null) {
      all.add(of(bounds, null, List.of(step), List.of()));
    }
    nots.forEach(not -> all.add(of(bounds, not, List.of(), List.of())));
    all.add(Finite.of(points));
    return all.stream().filter(set -> !set.isEmpty()).<NumberSet>map(set -> set).toList();
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public boolean contains(BigDecimal number) {
    return bounds.contains(number)
        && steps.contains(number)
        && (points.isEmpty() || !points.contains(number.stripTrailingZeros()));
  }

  @Override
  public long size() {
    if (step == null || !bounds.isFinite()) {
      return Long.MAX_VALUE;
    }
    BigInteger size = without(step, nots).subtract(BigInteger.valueOf(points.size()));
    return size.bitLength() < Long.SIZE ? size.longValue() : Long.MAX_VALUE;
  }

  /** How many multiples of {@code of} are not multiples of one of {@code others}. */
  private BigInteger without(BigDecimal of, List<BigDecimal> others) {
    BigInteger count = count(bounds, of);
    for (int i = 0; i < others.size() && count.signum() > 0; i++) {
      count = count.subtract(without(Multiples.common(of, others.get(i)), others.subList(0, i)));
    }
    return count;
  }

  @Override
  public boolean pointsOnly() {
    return false;
  }

  @Override
  public boolean anyWithin(BigDecimal first, BigDecimal end) {
    Bounds part = bounds.and(new Bounds(first, false, end, true));
    if (step == null) {
      return !part.isEmpty() && (!part.isPoint() || contains(part.min()));
    }
    Bounds multiples = multiples(part, step);
    for (BigDecimal at = multiples.min(); multiples.holds(at); at = at.add(step)) {
      if (contains(at)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Numbers negated() {
    return of(bounds.negated(), step, nots, points.stream().map(BigDecimal::negate).toList());
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Range range
            && bounds.equals(range.bounds)
            && steps.equals(range.steps)
            && points.equals(range.points));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * bounds.hashCode() + steps.hashCode()) + points.hashCode();
  }
}
