package io.sglflink.program.validate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The names that may be used at the node that the walk has reached, among the nodes of one state: a
 * function's own, or those of a fork's or an on's body.
 *
 * <p>A name may be used where some path to the node gives it: the branches of an if do not hear of
 * each other, what follows them hears of all, and in a loop an earlier iteration may have given
 * whatever the body gives.
 */
final class Frame {

  private final Frame outer;
  private final Given given;
  private final Set<Name> known = new HashSet<>();
  private final Deque<Branches> branches = new ArrayDeque<>();
  private final Deque<Set<String>> loops = new ArrayDeque<>();

  /**
   * @param outer the frame around it; null for a function's own
   * @param given what its nodes give
   */
  Frame(Frame outer, Given given) {
    this.outer = outer;
    this.given = given;
  }

  Frame outer() {
    return outer;
  }

  Given given() {
    return given;
  }

  /** From here on the name may be used. */
  void give(Name name) {
    if (known.add(name) && !branches.isEmpty()) {
      branches.peek().open().add(name);
    }
  }

  /** Whether the name may be used; a frame sees the locals of those around it. */
  boolean knows(Name name) {
    return known.contains(name)
        || (name.kind() == Name.Kind.LOCAL && outer != null && outer.knows(name));
  }

  /** Whether some node gives the name, here or where it is seen from here. */
  boolean hasAnywhere(Name name) {
    return given.names().contains(name)
        || known.contains(name)
        || (name.kind() == Name.Kind.LOCAL && outer != null && outer.hasAnywhere(name));
  }

  boolean inLoop() {
    return !loops.isEmpty();
  }

  /** Whether a loop around the node has an item or index of this name. */
  boolean isOfLoop(String name) {
    return loops.stream().anyMatch(names -> names.contains(name));
  }

  /**
   * Begins a loop.
   *
   * @param names of its item and index
   */
  void beginLoop(Set<String> names) {
    loops.push(names);
  }

  void endLoop() {
    loops.pop();
  }

  void beginBranches() {
    branches.push(new Branches(new HashSet<>(), new HashSet<>()));
  }

  /** Ends a branch: what it gave is not known in the next one. */
  void endBranch() {
    Branches current = branches.element();
    known.removeAll(current.open());
    current.ended().addAll(current.open());
    current.open().clear();
  }

  void endBranches() {
    branches.pop().ended().forEach(this::give);
  }

  /**
   * An if or a match that the walk is in.
   *
   * @param open names that the branch under the walk added to those that are known
   * @param ended names that the branches before it added
   */
  private record Branches(Set<Name> open, Set<Name> ended) {}
}
