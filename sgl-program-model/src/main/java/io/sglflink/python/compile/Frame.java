package io.sglflink.python.compile;

import io.sglflink.program.Node;
import io.sglflink.python.PythonProblem;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is kept of one function while it is compiled. */
final class Frame {

  private static final int MAX_INLINED = 20_000;

  private final Scope module;
  private final IdentityHashMap<Node, Syntax> places;
  private final List<PythonProblem> problems;
  private final Set<String> used = new HashSet<>();
  private final Set<String> calls = new LinkedHashSet<>();
  private final Deque<String> helpers = new ArrayDeque<>();
  private int inlined;

  Frame(Scope module, IdentityHashMap<Node, Syntax> places, List<PythonProblem> problems) {
    this.module = module;
    this.places = places;
    this.problems = problems;
  }

  Scope module() {
    return module;
  }

  /** Keeps names from being made up. */
  void reserve(Collection<String> names) {
    used.addAll(names);
  }

  /** A name that the function does not have. */
  String fresh(String base) {
    String name = base;
    for (int i = 2; !used.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  Node place(Node node, Syntax at) {
    places.putIfAbsent(node, at);
    return node;
  }

  /** Where a node stands. */
  Syntax placeOf(Node node) {
    return places.get(node);
  }

  void refuse(RefusedException problem) {
    problems.add(problem.problem());
  }

  /** The functions that are started, in the order of their first calls. */
  Set<String> calls() {
    return calls;
  }

  /** Goes into a helper's body. */
  void enter(String helper, Syntax at) {
    if (helpers.contains(helper)) {
      throw new RefusedException(
          at, "the function " + helper + " calls itself: make it an @sgl.function, which may");
    }
    if (++inlined > MAX_INLINED) {
      throw new RefusedException(
          at,
          "the functions that are called here are too large together: make some an @sgl.function");
    }
    helpers.push(helper);
  }

  /** Whether a helper's body is compiled. */
  boolean inHelper() {
    return !helpers.isEmpty();
  }

  void leave() {
    helpers.pop();
  }
}
