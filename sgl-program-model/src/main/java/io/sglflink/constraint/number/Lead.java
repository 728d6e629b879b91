package io.sglflink.constraint.number;

/** What the digits of a number begin with. */
enum Lead {
  /** All are 0. */
  ZERO,
  /** One digit before the point, not 0: an exponent may follow. */
  ONE,
  /** Anything else: no exponent may follow. */
  MORE
}
