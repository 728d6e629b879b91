package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;

/** Takes the tokens that may come. */
interface TokenSink {

  /**
   * Takes {@code tokens} from index {@code from} to the one before {@code until}, at least one.
   *
   * @param after the state after each of them
   */
  void add(int[] tokens, int from, int until, ByteState after);
}
