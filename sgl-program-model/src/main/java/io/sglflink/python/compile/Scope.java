package io.sglflink.python.compile;

import io.sglflink.program.LocalRef;
import io.sglflink.python.syntax.Syntax;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The names of one function while it is compiled, or of a comprehension in it. */
final class Scope {

  private final Scope outer;
  private final Syntax body;
  private final Set<String> assigned;
  private final boolean renames;
  private final Frame frame;
  private final Map<String, Binding> names = new HashMap<>();
  private final Map<String, String> locals = new HashMap<>();

  private Scope(Scope outer, Syntax body, boolean renames, Frame frame) {
    this.outer = outer;
    this.body = body;
    this.assigned = body == null ? Set.of() : Mentions.assigned(body);
    this.renames = renames;
    this.frame = frame;
  }

  /** The file's. */
  static Scope module() {
    return new Scope(null, null, false, null);
  }

  /** Of a function around functions for a state. */
  Scope enclosed() {
    return new Scope(this, null, false, null);
  }

  /** A function's. */
  static Scope function(Scope module, Syntax body, Frame frame) {
    return new Scope(module, body, false, frame);
  }

  /** A helper's, whose locals get names that its caller does not use. */
  static Scope helper(Scope module, Syntax body, Frame frame) {
    return new Scope(module, body, true, frame);
  }

  /** A comprehension's. */
  Scope inner() {
    return new Scope(this, null, false, frame);
  }

  /** What the name stands for, or null. */
  Binding get(String name) {
    Binding found = names.get(name);
    if (found != null) {
      return found;
    }
    if (assigned.contains(name)) {
      return new Binding.Value(new LocalRef(local(name)));
    }
    return outer == null ? null : outer.get(name);
  }

  void put(String name, Binding binding) {
    names.put(name, binding);
  }

  /** Makes a name a local; what it is called in the program. */
  String declare(String name) {
    String local = body == null ? frame.fresh(name) : local(name);
    names.put(name, new Binding.Value(new LocalRef(local)));
    return local;
  }

  /** Says what a local is called in the program. */
  void rename(String name, String local) {
    locals.put(name, local);
  }

  /** What a local of the function is called in the program. */
  String local(String name) {
    return renames ? locals.computeIfAbsent(name, frame::fresh) : name;
  }

  /** The function's body, in which its names are looked for. */
  Syntax body() {
    return body == null && outer != null ? outer.body() : body;
  }
}
