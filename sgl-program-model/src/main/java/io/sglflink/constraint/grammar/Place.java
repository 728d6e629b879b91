package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;

/** A place in a grammar's text, in lines and characters from 1. */
record Place(int line, int column) {

  ConstraintException error(Kind kind, String problem) {
    return new ConstraintException(kind, toString(), this + ": " + problem);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
