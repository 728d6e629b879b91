package io.sglflink.interpret;

import io.sglflink.program.validate.JsonPointers;

/**
 * Where a run is in its program.
 *
 * @param pointer JSON pointer of a node
 * @param path the pointer with the number of the iteration, as in {@code /body/0[2]/body/1}, after
 *     each loop, and of the state after each fork, on the way; and with the path of the call before
 *     a function's: no other evaluation of a node in the run has it
 */
record Place(String pointer, String path) {

  /** The program itself. */
  static final Place PROGRAM = new Place("", "");

  Place child(String field) {
    return new Place(JsonPointers.child(pointer, field), JsonPointers.child(path, field));
  }

  Place child(int index) {
    return new Place(JsonPointers.child(pointer, index), JsonPointers.child(path, index));
  }

  /** Iteration {@code index}, from 0, of the loop that stands here. */
  Place iteration(int index) {
    return new Place(pointer, path + "[" + index + "]");
  }

  /**
   * A function that is called from here.
   *
   * @param function its pointer; empty for the program
   */
  Place enter(String function) {
    return new Place(function, path + function);
  }
}
