package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What the nodes of a body can name beside the variables of their state: a function's arguments,
 * its locals, and the states that it made.
 */
final class Names {

  private final Map<String, JsonNode> args;
  private final int calls;
  private final Map<String, JsonNode> locals;
  private final Map<String, StateGroup> states = new HashMap<>();

  private Names(Map<String, JsonNode> args, int calls, Map<String, JsonNode> locals) {
    this.args = requireNonNull(args, "args is null");
    this.calls = calls;
    this.locals = new HashMap<>(locals);
  }

  /** Those of a program that begins. */
  static Names ofProgram(Map<String, JsonNode> args) {
    return new Names(args, 0, Map.of());
  }

  /** Those of a function that is called from here. */
  Names ofCall(Map<String, JsonNode> callArgs) {
    return new Names(callArgs, calls + 1, Map.of());
  }

  /** Those of a body that another strand evaluates: the locals as they are, and no states. */
  Names snapshot() {
    return new Names(args, calls, locals);
  }

  /** Calls around the body. */
  int calls() {
    return calls;
  }

  /** The argument of that name, or null. */
  JsonNode arg(String name) {
    return args.get(name);
  }

  /** The local of that name, or null. */
  JsonNode local(String name) {
    return locals.get(name);
  }

  int localCount() {
    return locals.size();
  }

  /** Sets a local; null names none. */
  void setLocal(String name, JsonNode value) {
    if (name != null) {
      locals.put(name, value);
    }
  }

  /** The states of that name, or null. */
  StateGroup states(String name) {
    return states.get(name);
  }

  /** Names states; null names none. */
  void setStates(String name, StateGroup group) {
    if (name != null) {
      states.put(name, group);
    }
  }
}
