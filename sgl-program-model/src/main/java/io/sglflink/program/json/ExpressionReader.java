package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.sglflink.program.validate.JsonPointers;
import io.sglflink.program.validate.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads expressions: a JSON string, number, boolean or null is a literal, an array is a list, and
 * an object is a reference, an object or an operation, named by its one field.
 */
final class ExpressionReader {

  /** Stands where there is no expression, or none that can be read. */
  static final Expression PLACEHOLDER = Literal.of("");

  private static final String OPERATORS =
      Arrays.stream(Operator.values()).map(Operator::label).collect(Collectors.joining(", "));

  private final Findings findings;

  ExpressionReader(Findings findings) {
    this.findings = findings;
  }

  /** One expression, or the parts of a text. */
  List<Expression> parts(JsonNode value, String pointer) {
    return value.isArray() ? items(value, pointer) : List.of(read(value, pointer));
  }

  /** A field that must be there. */
  Expression required(Fields fields, String name, String what) {
    JsonNode value = fields.required(name, what);
    return value == null ? PLACEHOLDER : read(value, fields.at(name));
  }

  /** A field, or null. */
  Expression optional(Fields fields, String name) {
    JsonNode value = fields.any(name);
    return value == null ? null : read(value, fields.at(name));
  }

  /** A field that is an object of expressions; empty where there is none. */
  Map<String, Expression> byName(Fields fields, String name) {
    JsonNode object = fields.any(name);
    String at = fields.at(name);
    if (object == null) {
      return Map.of();
    }
    if (!object.isObject()) {
      findings.unreadable(
          at, ProblemCode.WRONG_TYPE, Fields.wrongType(at, object, "an object of expressions"));
      return Map.of();
    }
    Map<String, Expression> read = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String key = field.getKey();
      read.put(key, read(field.getValue(), JsonPointers.child(at, key)));
    }
    return read;
  }

  Expression read(JsonNode value, String pointer) {
    return switch (value.getNodeType()) {
      case STRING, BOOLEAN, NULL -> new Literal(value);
      case NUMBER -> number(value, pointer);
      case ARRAY -> new ListExpression(items(value, pointer));
      case OBJECT -> object(value, pointer);
      case MISSING, BINARY, POJO -> throw new IllegalArgumentException("no JSON: " + value);
    };
  }

  private List<Expression> items(JsonNode array, String pointer) {
    List<Expression> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(read(array.get(i), JsonPointers.child(pointer, i)));
    }
    return items;
  }

  private Expression number(JsonNode value, String pointer) {
    if (value.isIntegralNumber() || Double.isFinite(value.doubleValue())) {
      return new Literal(value);
    }
    findings.unreadable(
        pointer, ProblemCode.OUT_OF_RANGE, "the number is too large: make it a text");
    return PLACEHOLDER;
  }

  private Expression object(JsonNode value, String pointer) {
    Fields fields = Fields.of(value, pointer, findings);
    Expression read = known(value, fields);
    if (read == null) {
      findings.unreadable(
          pointer,
          ProblemCode.UNKNOWN_EXPRESSION,
          "the object is no known expression: write {\"arg\": name}, {\"var\": name}, {\"local\":"
              + " name}, {\"object\": fields}, {\"read\": what} or an operation, one of "
              + OPERATORS);
      return PLACEHOLDER;
    }
    fields.rejectOthers();
    return read;
  }

  private Expression known(JsonNode value, Fields fields) {
    if (value.has("arg")) {
      return reference(fields, "arg", ArgumentRef::new);
    }
    if (value.has("var")) {
      return reference(fields, "var", VariableRef::new);
    }
    if (value.has("local")) {
      return reference(fields, "local", LocalRef::new);
    }
    if (value.has("object")) {
      return new ObjectExpression(byName(fields, "object"));
    }
    if (value.has("read")) {
      return stateRead(fields);
    }
    for (Operator operator : Operator.values()) {
      if (value.has(operator.label())) {
        return operation(fields, operator);
      }
    }
    return null;
  }

  private static Expression reference(
      Fields fields, String kind, Function<String, Expression> reference) {
    String name = fields.string(kind);
    return name == null ? PLACEHOLDER : reference.apply(name);
  }

  private Expression stateRead(Fields fields) {
    StateRead.Aspect aspect =
        fields.requiredOneOf(
            "read", "what is read", StateRead.Aspect.values(), StateRead.Aspect::label);
    Expression name = optional(fields, "name");
    Expression at = optional(fields, "at");
    String state =
        at == null
            ? fields.string("state")
            : fields.requiredString("state", "the states that at is an index of");
    return aspect == null
        ? PLACEHOLDER
        : new StateRead(aspect, name, state == null ? null : new StateRef(state, at));
  }

  private Expression operation(Fields fields, Operator operator) {
    JsonNode operands = fields.any(operator.label());
    String at = fields.at(operator.label());
    if (operator.isUnary()) {
      return new Operation(operator, List.of(read(operands, at)));
    }
    if (!operands.isArray()) {
      findings.unreadable(
          at, ProblemCode.WRONG_TYPE, Fields.wrongType(at, operands, "an array of operands"));
      return PLACEHOLDER;
    }
    return new Operation(operator, items(operands, at));
  }
}
