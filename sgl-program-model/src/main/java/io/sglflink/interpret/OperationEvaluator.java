package io.sglflink.interpret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sglflink.constraint.regex.GroupRegex;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Expression;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.validate.JsonValueRules;
import io.sglflink.program.validate.ProgramLimits;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Evaluates operations. A value that an operator cannot use fails the run and is named. */
final class OperationEvaluator {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** At every place of a text, these may have to look at much of another one. */
  private static final Set<Operator> SEARCHING =
      Set.of(Operator.IN, Operator.FIND, Operator.COUNT, Operator.SPLIT, Operator.REPLACE);

  /** Characters that are compared in the time in which others are counted. */
  private static final int AT_ONCE = 64;

  private final ExpressionEvaluator expressions;
  private final ValueBudget budget;
  private final Texts texts;

  OperationEvaluator(ExpressionEvaluator expressions, ValueBudget budget) {
    this.expressions = expressions;
    this.budget = budget;
    this.texts = new Texts(budget);
  }

  JsonNode evaluate(Operation operation) {
    budget.read(1);
    List<Expression> operands = operation.operands();
    return switch (operation.operator()) {
      case AND -> decided(operands, false);
      case OR -> decided(operands, true);
      case IF -> operands.get(isTrue(operands.get(0)) ? 1 : 2).accept(expressions);
      default -> apply(new Operands(operation, expressions));
    };
  }

  /** Python's {@code and} and {@code or}: the operand that decides, or the last. */
  private JsonNode decided(List<Expression> operands, boolean by) {
    JsonNode value = NullNode.getInstance();
    for (Expression operand : operands) {
      value = operand.accept(expressions);
      if (Values.isTrue(value) == by) {
        return value;
      }
    }
    return value;
  }

  private boolean isTrue(Expression condition) {
    return Values.isTrue(condition.accept(expressions));
  }

  private JsonNode apply(Operands operands) {
    countReading(operands);
    return switch (operands.operator()) {
      case GET -> get(operands);
      case SLICE -> texts.slice(operands);
      case EQ -> bool(Values.equal(operands.get(0), operands.get(1)));
      case NE -> bool(!Values.equal(operands.get(0), operands.get(1)));
      case LT -> bool(order(operands) < 0);
      case LE -> bool(order(operands) <= 0);
      case GT -> bool(order(operands) > 0);
      case GE -> bool(order(operands) >= 0);
      case IN -> bool(in(operands));
      case NOT -> bool(!Values.isTrue(operands.get(0)));
      case ADD -> add(operands);
      case SUB -> Numbers.subtract(operands);
      case MUL -> multiply(operands);
      case DIV -> Numbers.divide(operands);
      case FLOORDIV -> Numbers.floorDivide(operands);
      case MOD -> Numbers.remainder(operands);
      case POW -> Numbers.power(operands);
      case NEG -> Numbers.negate(operands);
      case LEN -> IntNode.valueOf(length(operands.get(0)));
      case STR -> ValueBudget.text(PythonRepr.str(operands.get(0), budget));
      case INT -> Numbers.integer(operands);
      case FLOAT_OF -> Numbers.real(operands);
      case CONCAT -> ValueBudget.text(texts.concat(operands));
      case FORMAT -> made(PythonFormat.format(operands));
      case LOWER -> made(operands.text(0).toLowerCase(Locale.ROOT));
      case UPPER -> made(operands.text(0).toUpperCase(Locale.ROOT));
      case STRIP -> made(texts.strip(operands, true, true));
      case LSTRIP -> made(texts.strip(operands, true, false));
      case RSTRIP -> made(texts.strip(operands, false, true));
      case STARTSWITH -> bool(texts.startsOrEnds(operands, true));
      case ENDSWITH -> bool(texts.startsOrEnds(operands, false));
      case SPLIT -> texts.split(operands);
      case JOIN -> ValueBudget.text(texts.join(operands));
      case REPLACE -> ValueBudget.text(texts.replace(operands));
      case FIND -> IntNode.valueOf(Texts.find(operands));
      case COUNT -> IntNode.valueOf(Texts.count(operands));
      case SEARCH -> search(operands);
      case JSON -> json(operands);
      case RANGE -> range(operands);
      case KEYS -> keys(operands);
      case MIN -> extreme(operands, -1);
      case MAX -> extreme(operands, 1);
      case AND, OR, IF -> throw new IllegalStateException("evaluates some operands only");
    };
  }

  private void countReading(Operands operands) {
    Operator operator = operands.operator();
    boolean shallow = operator == Operator.LEN || operator == Operator.NOT;
    for (int i = 0; i < operands.count() && !shallow; i++) {
      boolean looksInside = operator != Operator.GET || operands.get(i).isTextual();
      budget.read(looksInside ? ValueBudget.size(operands.get(i)) : 1);
    }
    if (SEARCHING.contains(operator) && operands.bothTexts()) {
      budget.read((long) operands.text(0).length() * operands.text(1).length() / AT_ONCE);
    }
  }

  private JsonNode made(String text) {
    budget.make(text.length());
    return ValueBudget.text(text);
  }

  private static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  private JsonNode get(Operands operands) {
    JsonNode container = operands.get(0);
    JsonNode key = operands.get(1);
    if (container.isObject() && key.isTextual()) {
      return field(operands);
    }
    if (!container.isObject() && key.isIntegralNumber()) {
      return item(operands);
    }
    throw operands.unlike("takes an object and a field's name, or a list or text and an integer");
  }

  private static JsonNode field(Operands operands) {
    JsonNode value = operands.get(0).get(operands.text(1));
    if (value == null) {
      throw operands.failure(
          operands.name(0)
              + " has no field "
              + Values.shown(operands.text(1))
              + ": pass an object that has it, or ask with in before");
    }
    return value;
  }

  private JsonNode item(Operands operands) {
    JsonNode value = operands.get(0);
    int size = length(value);
    int index = operands.clamped(1, 0);
    if (index < -size || index >= size) {
      throw operands.failure(
          operands.name(0)
              + " has "
              + size
              + (value.isTextual() ? " characters" : " items")
              + " and none at "
              + Values.shown(operands.get(1).asText())
              + ": pass a longer "
              + (value.isTextual() ? "text" : "list")
              + ", or another index");
    }
    int at = index < 0 ? size + index : index;
    if (value.isArray()) {
      return value.get(at);
    }
    String text = value.textValue();
    return made(Character.toString(text.codePointAt(text.offsetByCodePoints(0, at))));
  }

  private static int length(JsonNode value) {
    return value.isTextual() ? Texts.length(value.textValue()) : value.size();
  }

  private static int order(Operands operands) {
    return operands.order(0, 1);
  }

  /** The operand that comes first or last, the first of a tie. */
  private static JsonNode extreme(Operands operands, int sign) {
    int best = 0;
    for (int i = 1; i < operands.count(); i++) {
      if (sign * operands.order(i, best) > 0) {
        best = i;
      }
    }
    return operands.get(best);
  }

  private JsonNode range(Operands operands) {
    BigInteger start = operands.has(1) ? operands.integer(0) : BigInteger.ZERO;
    BigInteger stop = operands.integer(operands.has(1) ? 1 : 0);
    BigInteger step = operands.has(2) ? operands.integer(2) : BigInteger.ONE;
    if (step.signum() == 0) {
      throw operands.is(2, "0", "takes a step forward or back");
    }
    BigInteger span = stop.subtract(start).multiply(BigInteger.valueOf(step.signum()));
    if (span.signum() <= 0) {
      return JsonNodeFactory.instance.arrayNode();
    }
    BigInteger count = span.subtract(BigInteger.ONE).divide(step.abs()).add(BigInteger.ONE);
    budget.make(ValueBudget.ITEM * count.min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue());
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    BigInteger number = start;
    for (int i = 0; i < count.intValue(); i++) {
      numbers.add(ValueBudget.integer(number));
      number = number.add(step);
    }
    return numbers;
  }

  private JsonNode keys(Operands operands) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    for (var field : operands.get(0).properties()) {
      budget.make(ValueBudget.ITEM + field.getKey().length());
      keys.add(field.getKey());
    }
    return keys;
  }

  private static boolean in(Operands operands) {
    JsonNode value = operands.get(0);
    JsonNode container = operands.get(1);
    if (container.isArray()) {
      for (JsonNode item : container) {
        if (Values.equal(value, item)) {
          return true;
        }
      }
      return false;
    }
    if (value.isTextual() && container.isObject()) {
      return container.has(value.textValue());
    }
    if (operands.bothTexts()) {
      return container.textValue().contains(value.textValue());
    }
    throw operands.unlike("looks in a list, or for a text in an object or a text");
  }

  private JsonNode add(Operands operands) {
    if (operands.bothNumbers()) {
      return Numbers.add(operands);
    }
    if (operands.bothTexts()) {
      return ValueBudget.text(texts.concat(operands));
    }
    if (operands.get(0).isArray() && operands.get(1).isArray()) {
      budget.make(ValueBudget.size(operands.get(0)) + ValueBudget.size(operands.get(1)));
      ArrayNode sum = JsonNodeFactory.instance.arrayNode();
      operands.get(0).forEach(sum::add);
      operands.get(1).forEach(sum::add);
      return sum;
    }
    throw operands.unlike("takes two numbers, two texts or two lists");
  }

  private JsonNode multiply(Operands operands) {
    if (operands.bothNumbers()) {
      return Numbers.multiply(operands);
    }
    int times = operands.get(0).isNumber() ? 0 : 1;
    JsonNode value = operands.get(1 - times);
    if (!operands.get(times).isIntegralNumber() || value.isNumber()) {
      throw operands.unlike("takes two numbers, or a text or list and an integer");
    }
    long size = ValueBudget.size(value);
    int count = size == 0 ? 0 : Math.max(0, operands.clamped(times, 0));
    budget.make(size * count);
    if (value.isTextual()) {
      return ValueBudget.text(value.textValue().repeat(count));
    }
    ArrayNode repeated = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < count; i++) {
      value.forEach(repeated::add);
    }
    return repeated;
  }

  private JsonNode search(Operands operands) {
    try {
      GroupRegex regex = GroupRegex.compile(operands.text(0));
      int group = group(operands, regex);
      budget.read((1 + operands.text(1).length()) * regex.size());
      String found = regex.search(operands.text(1), group);
      return found == null ? NullNode.getInstance() : made(found);
    } catch (RegexException e) {
      throw operands.is(0, Values.shown(operands.text(0)), "refuses it, " + e.getMessage());
    }
  }

  private static int group(Operands operands, GroupRegex regex) {
    boolean named = operands.has(2) && operands.get(2).isTextual();
    int group = named ? regex.group(operands.text(2)) : operands.clamped(2, 0);
    if (!regex.hasGroup(group)) {
      throw operands.is(
          2, Values.shown(operands.get(2).asText()), "takes a group that the pattern has");
    }
    return group;
  }

  private JsonNode json(Operands operands) {
    String text = operands.text(0);
    ValueBudget.require(
        "characters of JSON text", text.length(), ValueBudget.MAX_JSON_LENGTH, "pass fewer");
    JsonNode value = parse(operands, text);
    String deep = JsonValueRules.tooDeep(value, ProgramLimits.MAX_JSON_DEPTH);
    if (deep != null) {
      throw notJson(operands, "nests deeper than " + ProgramLimits.MAX_JSON_DEPTH);
    }
    if (!Values.isFinite(value)) {
      throw notJson(operands, "has a number that is too large");
    }
    budget.make(ValueBudget.size(value));
    return value;
  }

  private static JsonNode parse(Operands operands, String text) {
    try {
      JsonNode value = JSON.readTree(text);
      if (value.isMissingNode()) {
        throw notJson(operands, "is empty");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw notJson(operands, "is none (" + e.getOriginalMessage() + ")");
    }
  }

  private static RequestFailedException notJson(Operands operands, String why) {
    return operands.is(0, Values.shown(operands.text(0)), "takes JSON, and this " + why);
  }
}
