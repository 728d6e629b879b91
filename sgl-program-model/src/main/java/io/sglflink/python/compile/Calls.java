package io.sglflink.python.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.CallNode;
import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls of what the file knows: states, SGLang, re, json, and the file's own functions. */
final class Calls {

  private final Expressions expressions;
  private final Patterns patterns;

  Calls(Expressions expressions) {
    this.expressions = expressions;
    this.patterns = new Patterns(expressions);
  }

  /** What the called name stands for; null for a method of a value, or an unknown name. */
  Binding callee(Syntax call, Block block) {
    Syntax function = call.get("function");
    if (function.is("identifier")) {
      return block.scope().get(function.text());
    }
    if (!function.is("attribute")) {
      return null;
    }
    Syntax object = function.get("object");
    String name = function.get("attribute").text();
    if (object.is("identifier")) {
      Binding binding = block.scope().get(object.text());
      if (binding instanceof Binding.Module module && module.name().equals("sglang")) {
        return new Binding.Primitive(name);
      }
      if (binding instanceof Binding.SglFunction && name.equals("run")) {
        return binding;
      }
    }
    return null;
  }

  /** The value of a call, or null for one of a function or method of Python. */
  Expression value(Syntax call, Block block) {
    Syntax function = call.get("function");
    Binding callee = callee(call, block);
    if (callee instanceof Binding.Primitive primitive) {
      throw new RefusedException(
          call,
          "sgl."
              + primitive.name()
              + " gives no value: append it to the state, s += sgl."
              + primitive.name()
              + "(…), and read its variable");
    }
    if (callee instanceof Binding.SglFunction called) {
      throw new RefusedException(
          call,
          "a call of "
              + called.name()
              + " gives a state: write r = "
              + called.name()
              + "(…) and read r[\"variable\"], r.text() or r.ret_value");
    }
    if (callee instanceof Binding.Helper helper) {
      return new Helpers(expressions).value(call, helper, block);
    }
    if (callee instanceof Binding.Module || callee instanceof Binding.Unknown) {
      throw new RefusedException(call, Hints.ofCall(function.text()));
    }
    if (!function.is("attribute")) {
      return null;
    }
    Syntax object = function.get("object");
    String name = function.get("attribute").text();
    Handle state = expressions.states().one(object, block);
    if (state != null) {
      return ofState(call, state, name, block);
    }
    if (name.equals("group")) {
      Expression group = patterns.group(call, object, block);
      if (group != null) {
        return group;
      }
    }
    if (object.is("identifier")
        && block.scope().get(object.text()) instanceof Binding.Module module) {
      return ofModule(call, module.name(), name, block);
    }
    return null;
  }

  /** What a name stands for that is assigned a search; null for another expression. */
  Binding.Found search(Syntax node, Block block) {
    return patterns.search(node, block);
  }

  /** What {@code re.search} finds, a text or null; null where it is another expression. */
  Expression found(Syntax node, Block block) {
    return patterns.found(node, block);
  }

  private Expression ofModule(Syntax call, String module, String name, Block block) {
    if (module.equals("re")) {
      Expression found = patterns.found(call, block);
      if (found == null) {
        throw new RefusedException(
            call,
            "re."
                + name
                + " is not known: programs have re.search, re.match and re.fullmatch, and their group");
      }
      return Expression.ne(found, Literal.ofNull());
    }
    if (module.equals("json") && name.equals("loads")) {
      Syntax text = Arguments.positions(call, 1, 1, "json.loads").get(0);
      return Expression.operation(Operator.JSON, expressions.compile(text, block));
    }
    if (module.equals("json") && name.equals("dumps")) {
      JsonNode value = dumped(call, block);
      if (value == null) {
        throw new RefusedException(
            call, "json.dumps is known of constants: build other texts with f-strings");
      }
      return Literal.of(PythonJson.dumps(value));
    }
    throw new RefusedException(call, Hints.ofCall(module + "." + name));
  }

  /** The constant that {@code json.dumps} writes, or null. */
  JsonNode dumped(Syntax node, Block block) {
    if (node.is("identifier") && block.scope().get(node.text()) instanceof Binding.Dumped known) {
      return known.value();
    }
    Syntax function = node.is("call") ? node.get("function") : null;
    boolean dumps =
        function != null
            && function.is("attribute")
            && function.get("attribute").text().equals("dumps")
            && function.get("object").is("identifier")
            && block.scope().get(function.get("object").text()) instanceof Binding.Module module
            && module.name().equals("json");
    return dumps ? expressions.constant(Arguments.list(node).get(0), block) : null;
  }

  private Expression ofState(Syntax call, Handle state, String name, Block block) {
    return switch (name) {
      case "text" -> aspect(call, state, Aspect.TEXT, name, block);
      case "messages" -> aspect(call, state, Aspect.MESSAGES, name, block);
      case "get_var" -> named(call, state, Aspect.VAR, name, block);
      case "get_meta_info" -> named(call, state, Aspect.META, name, block);
      default ->
          throw new RefusedException(
              call,
              "a state's "
                  + name
                  + " gives no value: states have text(), messages(), get_var(), get_meta_info() and ret_value");
    };
  }

  private Expression aspect(Syntax call, Handle state, Aspect aspect, String name, Block block) {
    Arguments.positions(call, 0, 0, name);
    return expressions.states().read(state, aspect, null, call, block);
  }

  private Expression named(Syntax call, Handle state, Aspect aspect, String name, Block block) {
    Syntax variable = Arguments.positions(call, 1, 1, name).get(0);
    return expressions.states().read(state, aspect, variable, call, block);
  }

  /** The state of a function that an expression calls, which is started before; or null. */
  Handle startedInside(Syntax call, Block block) {
    if (!(callee(call, block) instanceof Binding.SglFunction function)) {
      return null;
    }
    String name = block.frame().fresh(States.identifier(function.name()) + "_state");
    block.prepare(start(call, function, name, block), call);
    return new Handle(block.level(), new StateRef(name, null));
  }

  /** The node that starts a function. */
  CallNode start(Syntax call, Binding.SglFunction function, String state, Block block) {
    List<String> parameters = new ArrayList<>(Signatures.names(function.definition()));
    parameters.remove(0);
    Map<String, Expression> arguments = new LinkedHashMap<>();
    for (Map.Entry<String, Syntax> argument : bound(call, parameters, function).entrySet()) {
      arguments.put(argument.getKey(), expressions.compile(argument.getValue(), block));
    }
    Map<String, Expression> ordered = new LinkedHashMap<>();
    for (String parameter : parameters) {
      if (arguments.containsKey(parameter)) {
        ordered.put(parameter, arguments.get(parameter));
      }
    }
    block.frame().calls().add(function.name());
    return new CallNode(state, function.name(), ordered);
  }

  private static Map<String, Syntax> bound(
      Syntax call, List<String> parameters, Binding.SglFunction function) {
    for (Syntax argument : Arguments.list(call)) {
      if (argument.is("keyword_argument")) {
        String name = argument.get("name").text();
        if (!parameters.contains(name) && Gens.isRunParameter(name)) {
          throw new RefusedException(
              argument,
              "the argument "
                  + name
                  + " of run has no place in a program: put it on the gens of "
                  + function.name());
        }
      }
    }
    return Arguments.bind(call, parameters, function.name());
  }
}
