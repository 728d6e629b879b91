package io.sglflink.interpret;

/**
 * A node under evaluation that has nodes in it.
 *
 * <p>A frame does one thing per call, so that neither a long program nor a deep one deepens Java's
 * stack. It pops itself when it is done. Both methods may throw {@link Waiting} before they change
 * anything, and are called again.
 */
sealed interface Frame permits BlockFrame, BracketFrame, ForFrame, WhileFrame {

  /** Does the next thing; returns a step when the model is needed, or null. */
  ModelStep<?> advance(Strand strand);

  /** Ends what the node began, and pops itself; or ends the exit when it leads here. */
  void leave(Strand strand, Exit exit);

  /** The node that this frame is at. */
  Place place();
}
