package io.sglflink.constraint.number;

import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Some numbers.
 *
 * @param points in order, each once
 */
record Finite(List<BigDecimal> points) implements Numbers {

  /** Ranges with at most so many numbers are written down. */
  static final int FEW = 64;

  static final Finite EMPTY = new Finite(List.of());

  static Numbers of(Collection<BigDecimal> numbers) {
    TreeSet<BigDecimal> sorted = new TreeSet<>();
    numbers.forEach(number -> sorted.add(number.stripTrailingZeros()));
    List<BigDecimal> points = List.copyOf(sorted);
    return points.size() > FEW && isProgression(points)
        ? Range.of(
            Bounds.closed(sorted.first(), sorted.last()),
            points.get(1).subtract(points.get(0)),
            List.of(),
            List.of())
        : new Finite(points);
  }

  /** Whether these are all multiples of their distance from the first to the last. */
  private static boolean isProgression(List<BigDecimal> points) {
    BigDecimal step = points.get(1).subtract(points.get(0));
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).subtract(points.get(i - 1)).compareTo(step) != 0) {
        return false;
      }
    }
    return points.get(0).remainder(step).signum() == 0;
  }

  @Override
  public Numbers and(NumberSet other) {
    return of(points.stream().filter(other::contains).toList());
  }

  @Override
  public NumberSet without(BigDecimal number) {
    return of(points.stream().filter(point -> point.compareTo(number) != 0).toList());
  }

  @Override
  public List<NumberSet> complement() {
    return List.of(Range.of(Bounds.NONE, null, List.of(), points));
  }

  @Override
  public boolean isEmpty() {
    return points.isEmpty();
  }

  @Override
  public boolean contains(BigDecimal number) {
    return Collections.binarySearch(points, number) >= 0;
  }

  @Override
  public long size() {
    return points.size();
  }

  @Override
  public Bounds bounds() {
    return Bounds.closed(points.get(0), points.get(points.size() - 1));
  }

  @Override
  public boolean pointsOnly() {
    return true;
  }

  @Override
  public Multiples steps() {
    return Multiples.ANY;
  }

  @Override
  public boolean anyWithin(BigDecimal first, BigDecimal end) {
    return anyWithin(points, first, end);
  }

  /**
   * Whether one of {@code points}, which are in order, is from {@code first} to below {@code end}.
   */
  static boolean anyWithin(List<BigDecimal> points, BigDecimal first, BigDecimal end) {
    int found = Collections.binarySearch(points, first);
    int at = found < 0 ? -found - 1 : found;
    return at < points.size() && points.get(at).compareTo(end) < 0;
  }

  @Override
  public Numbers negated() {
    return of(points.stream().map(BigDecimal::negate).toList());
  }
}
