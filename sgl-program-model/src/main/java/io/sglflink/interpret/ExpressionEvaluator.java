package io.sglflink.interpret;

import static io.sglflink.model.FailureCode.EVALUATION_FAILED;
import static io.sglflink.model.FailureCode.INVALID_ARGUMENT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.VariableRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Evaluates expressions against a strand's state. */
final class ExpressionEvaluator implements Expression.Visitor<JsonNode> {

  private final Strand strand;

  ExpressionEvaluator(Strand strand) {
    this.strand = strand;
  }

  /**
   * The value as text.
   *
   * @throws RequestFailedException when it is no string, number or boolean
   */
  String text(Expression expression) {
    return text(expression.accept(this), expression, "the text");
  }

  /**
   * The value as a list of texts, none empty or there twice.
   *
   * @throws RequestFailedException when it is not such a list
   */
  List<String> choices(Expression expression) {
    JsonNode value = expression.accept(this);
    String thing = describe(expression, "choices");
    if (!value.isArray() || value.isEmpty()) {
      throw failure(
          expression,
          thing + " is " + kind(value) + ", but choices are needed: pass a list of texts");
    }
    List<String> choices = new ArrayList<>(value.size());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      String choice = text(value.get(i), expression, "choice " + i + " of " + thing);
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
    JsonNode value = strand.context().args().get(expression.name());
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
          "variable \"" + expression.name() + "\" is not written yet: write it before it is read");
    }
    return value;
  }

  @Override
  public JsonNode list(ListExpression expression) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(expression.items().size());
    for (Expression item : expression.items()) {
      list.add(text(item));
    }
    return list;
  }

  private static String text(JsonNode value, Expression source, String thing) {
    if (!PythonText.isScalar(value)) {
      throw failure(
          source,
          describe(source, thing)
              + " is "
              + kind(value)
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

  private static String describe(Expression source, String thing) {
    if (source instanceof ArgumentRef argument) {
      return "argument \"" + argument.name() + "\"";
    }
    return source instanceof VariableRef variable ? "variable \"" + variable.name() + "\"" : thing;
  }

  private static String kind(JsonNode value) {
    if (value.isArray() && value.isEmpty()) {
      return "an empty list";
    }
    return value.isNull()
        ? "null"
        : "of type " + value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
