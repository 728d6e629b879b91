package io.sglflink.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that a node of a random program may refer to.
 *
 * @param parameters of the function
 * @param variables that some way to the node has written
 * @param locals that every way to the node has set to a value that has a text
 * @param states that every way to the node has made, with the number of a fork's states; null for
 *     those of a copy or a call
 */
record KnownNames(
    List<String> parameters,
    List<String> variables,
    List<String> locals,
    Map<String, Integer> states) {

  KnownNames() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
  }

  /** The names inside a block; what it gives is not known after it, but for variables. */
  KnownNames block() {
    return new KnownNames(
        parameters, variables, new ArrayList<>(locals), new LinkedHashMap<>(states));
  }

  /** The names in a branch; what it gives is not known after it. */
  KnownNames branch() {
    return new KnownNames(
        parameters,
        new ArrayList<>(variables),
        new ArrayList<>(locals),
        new LinkedHashMap<>(states));
  }

  /** The names among the nodes of another state. */
  KnownNames otherState() {
    return new KnownNames(
        parameters, new ArrayList<>(variables), new ArrayList<>(locals), new LinkedHashMap<>());
  }
}
