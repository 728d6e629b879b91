package io.sglflink.interpret;

/**
 * A node under evaluation that has nodes in it.
 *
 * <p>A frame does one thing per call, so that neither a long program nor a deep one deepens Java's
 * stack. It pops itself when it is done.
 */
sealed interface Frame permits BlockFrame, RoleFrame, ForFrame {

  /** Does the next thing; returns a step when the model is needed, or null. */
  ModelStep<?> advance(Strand strand);

  /** The node that this frame is at. */
  Place place();
}
