package io.sglflink.python.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operation;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import io.sglflink.program.VariableRef;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes expressions. */
final class ExpressionPrinter implements Expression.Visitor<Code> {

  private final Names names;
  private final Predicate<String> fork;
  private final OperationPrinter operations = new OperationPrinter(this);
  private String own;

  /**
   * @param own what the state at hand is called
   * @param fork whether a state's name is that of a fork's states
   */
  ExpressionPrinter(Names names, String own, Predicate<String> fork) {
    this.names = names;
    this.own = own;
    this.fork = fork;
  }

  String own() {
    return own;
  }

  /** Changes what the state at hand is called. */
  void own(String name) {
    own = name;
  }

  String print(Expression expression) {
    return expression.accept(this).text();
  }

  /** The expression as an operand of something that binds at {@code level}. */
  String print(Expression expression, int level) {
    return expression.accept(this).at(level);
  }

  @Override
  public Code literal(Literal expression) {
    return json(expression.value());
  }

  /** A constant. */
  static Code json(JsonNode value) {
    if (value.isTextual()) {
      return new Code(Quotes.text(value.textValue()), Code.ATOM);
    }
    if (value.isNull()) {
      return new Code("None", Code.ATOM);
    }
    if (value.isBoolean()) {
      return new Code(value.booleanValue() ? "True" : "False", Code.ATOM);
    }
    if (value.isArray()) {
      StringBuilder items = new StringBuilder();
      value.forEach(
          item -> items.append(items.length() == 0 ? "" : ", ").append(json(item).text()));
      return new Code("[" + items + "]", Code.ATOM);
    }
    if (value.isObject()) {
      String fields =
          value.properties().stream()
              .map(field -> Quotes.text(field.getKey()) + ": " + json(field.getValue()).text())
              .collect(Collectors.joining(", "));
      return new Code("{" + fields + "}", Code.ATOM);
    }
    String number = value.asText().replace('E', 'e');
    // 1.0 is a name's attribute to no parser, 1 is: numbers are operands in parentheses.
    return new Code(number, number.startsWith("-") ? Code.UNARY : Code.NUMBER);
  }

  @Override
  public Code argument(ArgumentRef expression) {
    return new Code(names.parameter(expression.name()), Code.ATOM);
  }

  @Override
  public Code variable(VariableRef expression) {
    return new Code(own + "[" + Quotes.text(expression.name()) + "]", Code.ATOM);
  }

  @Override
  public Code local(LocalRef expression) {
    return new Code(names.local(expression.name()), Code.ATOM);
  }

  @Override
  public Code list(ListExpression expression) {
    return new Code(
        expression.items().stream().map(this::print).collect(Collectors.joining(", ", "[", "]")),
        Code.ATOM);
  }

  @Override
  public Code object(ObjectExpression expression) {
    return new Code(
        expression.fields().entrySet().stream()
            .map(field -> Quotes.text(field.getKey()) + ": " + print(field.getValue()))
            .collect(Collectors.joining(", ", "{", "}")),
        Code.ATOM);
  }

  @Override
  public Code state(StateRead read) {
    StateRef state = read.state();
    if (read.aspect() == Aspect.SIZE) {
      return new Code("len(" + (state == null ? own : names.state(state.name())) + ")", Code.ATOM);
    }
    if (state != null && state.at() == null && fork.test(state.name())) {
      String each = names.each();
      String item = of(each, read).text();
      return new Code(
          "[" + item + " for " + each + " in " + names.state(state.name()) + "]", Code.ATOM);
    }
    return of(state == null ? own : state(state), read);
  }

  /** What a state is called. */
  String state(StateRef state) {
    String name = names.state(state.name());
    return state.at() == null ? name : name + "[" + print(state.at()) + "]";
  }

  private Code of(String state, StateRead read) {
    return switch (read.aspect()) {
      case VAR -> new Code(state + "[" + print(read.name()) + "]", Code.ATOM);
      case HAS -> new Code(print(read.name(), Code.SUM) + " in " + state, Code.COMPARISON);
      case META -> new Code(state + ".get_meta_info(" + print(read.name()) + ")", Code.ATOM);
      case TEXT -> new Code(state + ".text()", Code.ATOM);
      case MESSAGES -> new Code(state + ".messages()", Code.ATOM);
      case RET_VALUE -> new Code(state + ".ret_value", Code.ATOM);
      case SIZE -> throw new IllegalStateException("a size is of states");
    };
  }

  @Override
  public Code operation(Operation expression) {
    return operations.print(expression);
  }
}
