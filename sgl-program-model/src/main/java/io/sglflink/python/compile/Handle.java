package io.sglflink.python.compile;

import io.sglflink.program.StateRef;

/**
 * A state, as the nodes of a level see it.
 *
 * @param level whose nodes may name it
 * @param ref its name there; null for the level's own state
 */
record Handle(Level level, StateRef ref) {}
