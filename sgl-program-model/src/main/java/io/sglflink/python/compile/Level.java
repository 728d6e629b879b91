package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The nodes that run on one state: a function's body, or what another level gives to a state.
 * Levels are compared by identity.
 */
final class Level {

  private final Handle self;
  private final Block outer;
  private final Map<Expression, String> hoisted = new HashMap<>();
  private final Set<String> made = new HashSet<>();

  private Level(Handle self, Block outer) {
    this.self = self;
    this.outer = outer;
  }

  /** A function's. */
  static Level root() {
    return new Level(null, null);
  }

  /** What {@code outer} gives to {@code self}. */
  static Level on(Handle self, Block outer) {
    return new Level(self, outer);
  }

  /** Whether {@code handle} is the state that runs the nodes. */
  boolean owns(Handle handle) {
    return handle.level() == this ? handle.ref() == null : handle.equals(self);
  }

  /** Where the nodes go, with the states that may be read there; null for a function's. */
  Block outer() {
    return outer;
  }

  /** The local that holds what {@code read} gave before the nodes were given, or null. */
  String hoisted(Expression read) {
    return hoisted.get(read);
  }

  /** A local that the nodes themselves set. */
  void made(String local) {
    made.add(local);
  }

  /** What is read before the nodes cannot depend on what they make. */
  void check(Expression value, Syntax at) {
    if (Values.locals(value).stream().anyMatch(made::contains)) {
      throw new RefusedException(
          at,
          "another state is read by a value that is made here: read it into a name in a statement"
              + " before");
    }
  }

  void hoist(Expression read, String local) {
    hoisted.put(read, local);
  }
}
