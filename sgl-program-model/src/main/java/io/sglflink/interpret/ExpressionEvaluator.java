package io.sglflink.interpret;

import static io.sglflink.model.FailureCode.BUDGET_EXCEEDED;
import static io.sglflink.model.FailureCode.EVALUATION_FAILED;
import static io.sglflink.model.FailureCode.INVALID_ARGUMENT;
import static io.sglflink.program.validate.ProgramLimits.MAX_JSON_DEPTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_NAME_LENGTH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRef;
import io.sglflink.program.VariableRef;
import io.sglflink.program.validate.JsonValueRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluates expressions against a strand's state. */
final class ExpressionEvaluator implements Expression.Visitor<JsonNode> {

  private final Strand strand;
  private final ValueBudget budget;
  private final OperationEvaluator operations;
  private final StateReader states;

  ExpressionEvaluator(Strand strand) {
    this.strand = strand;
    this.budget = new ValueBudget(strand.budget());
    this.operations = new OperationEvaluator(this, budget);
    this.states = new StateReader(strand, this, budget);
  }

  /**
   * The value.
   *
   * @throws RequestFailedException when it cannot be computed, or is larger than it may be
   */
  JsonNode value(Expression expression) {
    budget.begin();
    return expression.accept(this);
  }

  /**
   * The value as text.
   *
   * @param thing what to call it in a message when it has no name
   * @throws RequestFailedException when it is no string, number or boolean
   */
  String text(Expression expression, String thing) {
    return text(value(expression), expression, thing);
  }

  /**
   * The value as a variable's name.
   *
   * @throws RequestFailedException when it is no text, blank or too long
   */
  String name(Expression expression) {
    String name = text(expression, "the name");
    if (name.isBlank()) {
      throw failure(expression, "the name of a variable is blank: give it characters");
    }
    ValueBudget.require(
        "characters of a variable's name", name.length(), MAX_NAME_LENGTH, "shorten it");
    return name;
  }

  /**
   * The value as a list.
   *
   * @param who what needs it, for a message
   * @throws RequestFailedException when it is none
   */
  JsonNode list(Expression expression, String who) {
    JsonNode value = value(expression);
    if (!value.isArray()) {
      throw failure(
          expression,
          describe(expression, "the value of in")
              + " is "
              + Values.kind(value)
              + ", but "
              + who
              + " needs a list: pass one");
    }
    return value;
  }

  /**
   * The value as a number of things.
   *
   * @param thing what to call it in a message when it has no name
   * @throws RequestFailedException when it is none
   */
  int count(Expression expression, String thing) {
    JsonNode value = value(expression);
    boolean number = value.isIntegralNumber() && value.bigIntegerValue().signum() >= 0;
    if (!number) {
      String what = value.isNumber() ? value.asText() : Values.kind(value);
      throw failure(
          expression,
          describe(expression, thing) + " is " + what + ": pass an integer of 0 or more");
    }
    return value.canConvertToInt() ? value.intValue() : Integer.MAX_VALUE;
  }

  /** The strands of all states that are meant; none is waited for. */
  List<Strand> states(StateRef ref) {
    budget.begin();
    return states.find(ref);
  }

  /** The strands of a fork. */
  List<Strand> forked(String name) {
    return states.forked(name, "can be joined");
  }

  /**
   * The value as a list of texts, none empty or there twice.
   *
   * @throws RequestFailedException when it is not such a list
   */
  List<String> choices(Expression expression) {
    JsonNode value = value(expression);
    String thing = describe(expression, "choices");
    if (!value.isArray() || value.isEmpty()) {
      throw failure(
          expression,
          thing + " is " + Values.kind(value) + ", but choices are needed: pass a list of texts");
    }
    List<String> choices = new ArrayList<>(value.size());
    Set<String> seen = new HashSet<>();
    List<Expression> items = expression instanceof ListExpression list ? list.items() : List.of();
    for (int i = 0; i < value.size(); i++) {
      Expression source = items.isEmpty() ? expression : items.get(i);
      String choice = text(value.get(i), source, "choice " + i + " of " + thing);
      if (choice.isEmpty()) {
        throw failure(
            expression, "choice " + i + " of " + thing + " is empty: pass texts with characters");
      }
      if (!seen.add(choice)) {
        throw failure(
            expression,
            "choice " + i + " of " + thing + ", \"" + choice + "\", is there twice: pass it once");
      }
      choices.add(choice);
    }
    return choices;
  }

  @Override
  public JsonNode literal(Literal expression) {
    return expression.value();
  }

  @Override
  public JsonNode argument(ArgumentRef expression) {
    JsonNode value = strand.names().arg(expression.name());
    if (value == null) {
      throw failure(
          expression,
          "the program has no parameter \""
              + expression.name()
              + "\": declare it under parameters");
    }
    return value;
  }

  @Override
  public JsonNode variable(VariableRef expression) {
    JsonNode value = strand.state().variables().get(expression.name());
    if (value == null) {
      throw failure(
          expression,
          "variable \""
              + expression.name()
              + "\" is not written: no node that writes it was on the way here, write it on every"
              + " way or read it under an if");
    }
    return value;
  }

  @Override
  public JsonNode local(LocalRef expression) {
    JsonNode value = strand.names().local(expression.name());
    if (value == null) {
      throw failure(
          expression,
          "local \""
              + expression.name()
              + "\" is not set: no node that sets it was on the way here, set it on every way");
    }
    return value;
  }

  @Override
  public JsonNode list(ListExpression expression) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(expression.items().size());
    for (Expression item : expression.items()) {
      JsonNode value = item.accept(this);
      budget.make(ValueBudget.ITEM + ValueBudget.size(value));
      list.add(value);
    }
    return notTooDeep(list);
  }

  @Override
  public JsonNode object(ObjectExpression expression) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Expression> field : expression.fields().entrySet()) {
      JsonNode value = field.getValue().accept(this);
      budget.make(ValueBudget.ITEM + field.getKey().length() + ValueBudget.size(value));
      object.set(field.getKey(), value);
    }
    return notTooDeep(object);
  }

  /** What is made of values goes one level deeper; everything that walks values counts on this. */
  static JsonNode notTooDeep(JsonNode container) {
    if (JsonValueRules.tooDeep(container, MAX_JSON_DEPTH) != null) {
      throw new RequestFailedException(
          BUDGET_EXCEEDED,
          "the value nests deeper than " + MAX_JSON_DEPTH + ", the limit: flatten it");
    }
    return container;
  }

  @Override
  public JsonNode state(StateRead expression) {
    return states.read(expression);
  }

  @Override
  public JsonNode operation(Operation expression) {
    return operations.evaluate(expression);
  }

  /** What a message calls an expression's value; {@code thing} where it has no name. */
  static String describe(Expression source, String thing) {
    if (source instanceof ArgumentRef argument) {
      return "argument \"" + argument.name() + "\"";
    }
    if (source instanceof VariableRef variable) {
      return "variable \"" + variable.name() + "\"";
    }
    if (source instanceof LocalRef local) {
      return "local \"" + local.name() + "\"";
    }
    if (source instanceof StateRead read && read.state() != null) {
      return read.aspect().label() + " of state \"" + read.state().name() + "\"";
    }
    if (source instanceof Operation operation
        && operation.operator() == Operator.GET
        && operation.operands().get(1) instanceof Literal key) {
      String name = Values.shown(key.value().asText());
      return name + " of " + describe(operation.operands().get(0), "operand 0 of get");
    }
    return thing;
  }

  static String text(JsonNode value, Expression source, String thing) {
    if (!PythonText.isScalar(value)) {
      throw failure(
          source,
          describe(source, thing)
              + " is "
              + Values.kind(value)
              + " where text is needed: pass a string, a number or a boolean");
    }
    String text = PythonText.str(value);
    if (PythonText.hasUnpairedSurrogate(text)) {
      throw failure(
          source, describe(source, thing) + " has half of a surrogate pair: pass whole characters");
    }
    return text;
  }

  /** The caller is at fault for an argument, the program for everything else. */
  private static RequestFailedException failure(Expression source, String message) {
    FailureCode code = source instanceof ArgumentRef ? INVALID_ARGUMENT : EVALUATION_FAILED;
    return new RequestFailedException(code, message);
  }
}
