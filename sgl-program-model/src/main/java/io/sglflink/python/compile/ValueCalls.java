package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles calls that give values: functions of Python and methods of texts, lists and dicts. */
final class ValueCalls {

  private record Method(Operator operator, int least, int most) {}

  private static final Map<String, Method> METHODS =
      Map.ofEntries(
          Map.entry("lower", new Method(Operator.LOWER, 0, 0)),
          Map.entry("upper", new Method(Operator.UPPER, 0, 0)),
          Map.entry("strip", new Method(Operator.STRIP, 0, 1)),
          Map.entry("lstrip", new Method(Operator.LSTRIP, 0, 1)),
          Map.entry("rstrip", new Method(Operator.RSTRIP, 0, 1)),
          Map.entry("startswith", new Method(Operator.STARTSWITH, 1, 1)),
          Map.entry("endswith", new Method(Operator.ENDSWITH, 1, 1)),
          Map.entry("replace", new Method(Operator.REPLACE, 2, 3)),
          Map.entry("find", new Method(Operator.FIND, 1, 1)),
          Map.entry("count", new Method(Operator.COUNT, 1, 1)),
          Map.entry("keys", new Method(Operator.KEYS, 0, 0)));

  private final Expressions expressions;

  ValueCalls(Expressions expressions) {
    this.expressions = expressions;
  }

  Expression compile(Syntax call, Block block) {
    Expression known = expressions.calls().value(call, block);
    if (known != null) {
      return known;
    }
    Syntax function = call.get("function");
    if (function.is("attribute")) {
      return method(call, function.get("object"), function.get("attribute").text(), block);
    }
    if (function.is("identifier") && block.scope().get(function.text()) == null) {
      return builtin(call, function.text(), block);
    }
    throw new RefusedException(call, Hints.ofCall(function.text()));
  }

  private Expression builtin(Syntax call, String name, Block block) {
    return switch (name) {
      case "len" -> length(call, block);
      case "str" -> one(call, "str", Operator.STR, Literal.of(""), block);
      case "int" -> one(call, "int", Operator.INT, Literal.of(0), block);
      case "float" -> one(call, "float", Operator.FLOAT_OF, Literal.of(0.0), block);
      case "bool" -> Expression.not(Expression.not(argument(call, "bool", block)));
      case "abs" -> {
        Expression value = argument(call, "abs", block);
        yield operation(
            Operator.IF,
            Expression.lt(value, Literal.of(0)),
            operation(Operator.NEG, value),
            value);
      }
      case "format" ->
          new Operation(Operator.FORMAT, all(Arguments.positions(call, 2, 2, "format"), block));
      case "repr" -> Texts.repr(argument(call, "repr", block));
      case "range" ->
          new Operation(Operator.RANGE, all(Arguments.positions(call, 1, 3, "range"), block));
      case "min" -> extreme(call, Operator.MIN, "min", block);
      case "max" -> extreme(call, Operator.MAX, "max", block);
      case "list", "tuple" -> list(call, name, block);
      default -> throw new RefusedException(call, Hints.ofCall(name));
    };
  }

  private Expression argument(Syntax call, String name, Block block) {
    return expressions.compile(Arguments.positions(call, 1, 1, name).get(0), block);
  }

  private Expression one(
      Syntax call, String name, Operator operator, Expression none, Block block) {
    List<Syntax> arguments = Arguments.positions(call, 0, 1, name);
    return arguments.isEmpty()
        ? none
        : operation(operator, expressions.compile(arguments.get(0), block));
  }

  private Expression length(Syntax call, Block block) {
    Syntax argument = Arguments.positions(call, 1, 1, "len").get(0);
    Binding.Group group = expressions.states().group(argument, block);
    if (group == null) {
      return operation(Operator.LEN, expressions.compile(argument, block));
    }
    return size(group, argument, block);
  }

  /** How many states a fork made. */
  Expression size(Binding.Group group, Syntax at, Block block) {
    Handle all = new Handle(group.level(), new StateRef(group.name(), null));
    return expressions.states().read(all, Aspect.SIZE, null, at, block);
  }

  private Expression extreme(Syntax call, Operator operator, String name, Block block) {
    List<Syntax> arguments = Arguments.positions(call, 1, 1_000, name);
    if (arguments.size() == 1) {
      throw new RefusedException(
          call, name + " of a list is not known: compare its items in a loop");
    }
    return new Operation(operator, all(arguments, block));
  }

  private Expression list(Syntax call, String name, Block block) {
    List<Syntax> arguments = Arguments.positions(call, 0, 1, name);
    if (arguments.isEmpty()) {
      return Expression.list(List.of());
    }
    Syntax argument = arguments.get(0);
    if (argument.is("generator_expression")) {
      return expressions.comprehensions().list(argument, block);
    }
    Expression value = expressions.compile(argument, block);
    boolean isList =
        value instanceof Operation operation
            && (operation.operator() == Operator.RANGE || operation.operator() == Operator.KEYS);
    if (!isList) {
      throw new RefusedException(
          call, name + " is known of range and of keys: x[:] is the same list again");
    }
    return value;
  }

  private List<Expression> all(List<Syntax> arguments, Block block) {
    return arguments.stream().map(argument -> expressions.compile(argument, block)).toList();
  }

  private Expression method(Syntax call, Syntax object, String name, Block block) {
    if (name.equals("format") && Values.text(expressions.compile(object, block)) != null) {
      return expressions.texts().format(call, object, block);
    }
    Expression value = expressions.compile(object, block);
    Method method = METHODS.get(name);
    if (method != null) {
      List<Expression> operands = new ArrayList<>();
      operands.add(value);
      operands.addAll(all(Arguments.positions(call, method.least(), method.most(), name), block));
      return new Operation(method.operator(), operands);
    }
    return switch (name) {
      case "split" -> split(call, value, block);
      case "join" -> join(call, value, block);
      case "get" -> get(call, value, block);
      default ->
          throw new RefusedException(
              call,
              "the method "
                  + name
                  + " does not run on the model: texts have lower, upper, strip, lstrip, rstrip, startswith, endswith, split, join, replace, find, count and format, dicts keys and get, lists count and append");
    };
  }

  private Expression split(Syntax call, Expression value, Block block) {
    Map<String, Syntax> arguments = Arguments.bind(call, List.of("sep", "maxsplit"), "split");
    List<Expression> operands = new ArrayList<>(List.of(value));
    Syntax separator = arguments.get("sep");
    Syntax most = arguments.get("maxsplit");
    if (separator != null || most != null) {
      operands.add(separator == null ? Literal.ofNull() : expressions.compile(separator, block));
    }
    if (most != null) {
      operands.add(expressions.compile(most, block));
    }
    return new Operation(Operator.SPLIT, operands);
  }

  private Expression join(Syntax call, Expression separator, Block block) {
    Syntax list = Arguments.positions(call, 1, 1, "join").get(0);
    return operation(
        Operator.JOIN,
        separator,
        list.is("generator_expression")
            ? expressions.comprehensions().list(list, block)
            : expressions.compile(list, block));
  }

  private Expression get(Syntax call, Expression object, Block block) {
    List<Expression> arguments = all(Arguments.positions(call, 1, 2, "get"), block);
    Expression key = arguments.get(0);
    return operation(
        Operator.IF,
        Expression.in(key, object),
        Expression.get(object, key),
        arguments.size() == 1 ? Literal.ofNull() : arguments.get(1));
  }
}
