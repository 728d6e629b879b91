package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;

/**
 * One way to understand a text.
 *
 * @param leaf the token that it is in, or the white space before the next one
 * @param point what comes after that
 * @param tape what was read, where the point needs it
 */
record Branch(ByteState leaf, Point point, Tape tape) {

  /** Whether the text may end. */
  boolean accepting() {
    return point instanceof EndPoint && leaf.accepting();
  }

  int shortest() {
    return leaf instanceof StringBody body
        ? point.shortest(body, tape)
        : leaf.shortest() + point.shortest();
  }

  /** Points and insides of strings are remembered, so equal ones are mostly one object. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(Object other) {
    return other instanceof Branch branch
        && point == branch.point
        && tape == branch.tape
        && (leaf == branch.leaf || (!(leaf instanceof StringBody) && leaf.equals(branch.leaf)));
  }

  @Override
  public int hashCode() {
    int hash = leaf instanceof StringBody ? System.identityHashCode(leaf) : leaf.hashCode();
    return (31 * hash + point.hashCode()) * 31 + System.identityHashCode(tape);
  }
}
