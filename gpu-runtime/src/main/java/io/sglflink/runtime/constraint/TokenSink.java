package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;

/** Takes the tokens that may come. */
interface TokenSink {

  /** Takes {@code token}, after which the text is at {@code after}. */
  void add(int token, ByteState after);
}
