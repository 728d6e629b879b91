package io.sglflink.constraint.number;

import java.math.BigDecimal;

/**
 * From where to where numbers are.
 *
 * @param min null for no bound
 * @param minExclusive whether {@code min} itself is left out; false without bound
 */
record Bounds(BigDecimal min, boolean minExclusive, BigDecimal max, boolean maxExclusive) {

  static final Bounds NONE = new Bounds(null, false, null, false);

  Bounds {
    min = min == null ? null : min.stripTrailingZeros();
    max = max == null ? null : max.stripTrailingZeros();
    minExclusive = min != null && minExclusive;
    maxExclusive = max != null && maxExclusive;
  }

  static Bounds closed(BigDecimal min, BigDecimal max) {
    return new Bounds(min, false, max, false);
  }

  Bounds and(Bounds other) {
    Bounds lower = lower(other);
    Bounds upper = upper(other);
    return new Bounds(lower.min, lower.minExclusive, upper.max, upper.maxExclusive);
  }

  private Bounds lower(Bounds other) {
    if (min == null || other.min == null) {
      return min == null ? other : this;
    }
    int order = min.compareTo(other.min);
    return order > 0 || (order == 0 && minExclusive) ? this : other;
  }

  private Bounds upper(Bounds other) {
    if (max == null || other.max == null) {
      return max == null ? other : this;
    }
    int order = max.compareTo(other.max);
    return order < 0 || (order == 0 && maxExclusive) ? this : other;
  }

  Bounds negated() {
    return new Bounds(negated(max), maxExclusive, negated(min), minExclusive);
  }

  private static BigDecimal negated(BigDecimal number) {
    return number == null ? null : number.negate();
  }

  boolean isEmpty() {
    int order = min == null || max == null ? -1 : min.compareTo(max);
    return order > 0 || (order == 0 && (minExclusive || maxExclusive));
  }

  /** Whether there is just one number. */
  boolean isPoint() {
    return isFinite() && min.compareTo(max) == 0;
  }

  boolean isFinite() {
    return min != null && max != null;
  }

  boolean contains(BigDecimal number) {
    return reachedBy(number) && holds(number);
  }

  /** Whether {@code number} is not too small. */
  boolean reachedBy(BigDecimal number) {
    int order = min == null ? 1 : number.compareTo(min);
    return minExclusive ? order > 0 : order >= 0;
  }

  /** Whether {@code number} is not too large. */
  boolean holds(BigDecimal number) {
    int order = max == null ? -1 : number.compareTo(max);
    return maxExclusive ? order < 0 : order <= 0;
  }
}
