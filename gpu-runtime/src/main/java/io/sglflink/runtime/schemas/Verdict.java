package io.sglflink.runtime.schemas;

/** What became of a schema, from the best to the worst. */
public enum Verdict {
  /** Every valid instance is accepted and every invalid one refused. */
  PASS,
  /** The schema was refused with a typed error. */
  COMPILE_REFUSED,
  /** A valid instance cannot be written. */
  FALSE_REJECT,
  /** An invalid instance can be written, or a text may end before it is JSON. */
  FALSE_ACCEPT,
  /** Something else was thrown than the typed errors of compiling. */
  CRASH,
  /** It took more time or memory than it may. */
  TIMEOUT
}
