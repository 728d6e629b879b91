package io.sglflink.constraint.regex;

/** Which language a pattern is written in. */
enum Dialect {
  /** Of docs/constraints.md, for whole texts. */
  WHOLE,
  /** ECMA-262 in Unicode mode, with what Annex B allows where it can mean only one thing. */
  ECMA;

  /** What the dot stands for. */
  CharSet dot() {
    return this == ECMA ? CharSets.NOT_LINE_TERMINATOR : CharSets.NOT_LINE_FEED;
  }
}
