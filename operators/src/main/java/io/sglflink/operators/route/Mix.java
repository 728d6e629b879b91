package io.sglflink.operators.route;

/** Spreads the bits of hashes. */
final class Mix {

  private Mix() {}

  /** MurmurHash3's finaliser: each bit of the argument counts for each bit of the result. */
  static long avalanche(long state) {
    long mixed = (state ^ (state >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
