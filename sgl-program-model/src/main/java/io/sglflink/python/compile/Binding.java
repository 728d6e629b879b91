package io.sglflink.python.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.Expression;
import io.sglflink.python.syntax.Syntax;

/** What a name stands for. */
sealed interface Binding {

  /** A value: an argument, a local, a constant. */
  record Value(Expression expression) implements Binding {}

  /** A constant that is written as JSON: {@code json.dumps({…})}. */
  record Dumped(JsonNode value) implements Binding {}

  /** A state. */
  record One(Handle handle) implements Binding {}

  /** The states of a fork. */
  record Group(Level level, String name) implements Binding {}

  /** A function of the file that runs in a state of its own. */
  record SglFunction(String name, Syntax definition) implements Binding {}

  /** A function of the file that is inlined. */
  record Helper(String name, Syntax definition) implements Binding {}

  /** What {@code re.search} finds. */
  record Found(Expression pattern, Expression text) implements Binding {}

  /** An imported module: {@code sglang}, {@code json}, {@code re}, or another that nobody knows. */
  record Module(String name) implements Binding {}

  /** A name of SGLang: {@code gen}, {@code user} and so on. */
  record Primitive(String name) implements Binding {}

  /** A name of the module that is no constant: an error where it is used. */
  record Unknown(String why) implements Binding {}
}
