package io.sglflink.constraint.json;

/**
 * What comes after the token that the text is in, and through {@link #parent} after everything that
 * is open around it: a persistent stack. Equal points of an automaton are one object as long as it
 * remembers them.
 */
abstract class Point {

  /** Where the text goes on after the value that is open here; null at the end of all. */
  final Point parent;

  /** Whether the bytes that are read here are kept. */
  final boolean recording;

  private final int hash;

  Point(Point parent, boolean recording, int hash) {
    this.parent = parent;
    this.recording = recording || (parent != null && parent.recording);
    this.hash = 31 * hash + System.identityHashCode(parent);
  }

  /** Adds what is after {@code value}, a byte that is no white space. */
  abstract void step(int value, Steps steps);

  /** Adds what is after a string whose text ended in {@code body}. */
  void closed(StringBody body, Steps steps) {
    steps.gap(this);
  }

  /** Bytes of the shortest rest that completes everything. */
  abstract int shortest();

  /** The same from the middle of a string, after what is on the tape. */
  int shortest(StringBody body, Tape tape) {
    return body.shortest() + shortest();
  }

  /** Whether both have one parent: parents are remembered, so equal ones are one object. */
  @SuppressWarnings("ReferenceEquality")
  final boolean hasParentOf(Point other) {
    return parent == other.parent;
  }

  /** Bytes that complete everything after a string, whatever its text becomes. */
  int mostAfterText() {
    return shortest();
  }

  /** Bytes that complete everything from the middle of a string, whatever it began with. */
  int most(StringBody body) {
    return body.shortest() + mostAfterText();
  }

  @Override
  public abstract boolean equals(Object other);

  @Override
  public final int hashCode() {
    return hash;
  }
}
