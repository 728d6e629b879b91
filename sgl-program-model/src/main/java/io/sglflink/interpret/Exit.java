package io.sglflink.interpret;

/** A way out of frames before their end. */
enum Exit {
  /** Out of the innermost loop. */
  BREAK,
  /** To the next iteration of the innermost loop. */
  CONTINUE,
  /** Out of the function. */
  RETURN
}
