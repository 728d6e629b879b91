package io.sglflink.constraint.schema;

/** Values of one kind, as far as the assertions about them are known. Narrowed step by step. */
abstract class Candidate {

  /** Set when an assertion says something new; cleared by whoever wants to know. */
  boolean changed;

  abstract Candidate copy();

  /** Takes note of a change and passes {@code alive} on. */
  final boolean changed(boolean alive) {
    changed = true;
    return alive;
  }
}
