package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.VariableRef;
import io.sglflink.program.validate.JsonPointers;
import io.sglflink.program.validate.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions: a JSON string, number or boolean is a literal, an array is a list, and an
 * object is an operation named by its one field.
 */
final class ExpressionReader {

  private static final Expression PLACEHOLDER = Literal.of("");

  private final Findings findings;

  ExpressionReader(Findings findings) {
    this.findings = findings;
  }

  /** One expression, or the parts of a text. */
  List<Expression> parts(JsonNode value, String pointer) {
    return value.isArray() ? items(value, pointer) : List.of(read(value, pointer));
  }

  Expression read(JsonNode value, String pointer) {
    return switch (value.getNodeType()) {
      case STRING, BOOLEAN -> new Literal(value);
      case NUMBER -> number(value, pointer);
      case ARRAY -> new ListExpression(items(value, pointer));
      case OBJECT -> operation(value, pointer);
      case NULL, MISSING, BINARY, POJO -> {
        findings.unreadable(
            pointer,
            ProblemCode.WRONG_TYPE,
            Fields.wrongType(value, "a string, a number, true, false, a list or a reference"));
        yield PLACEHOLDER;
      }
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

  private Expression operation(JsonNode value, String pointer) {
    Fields fields = Fields.of(value, pointer, findings);
    boolean argument = value.has("arg");
    if (!argument && !value.has("var")) {
      findings.unreadable(
          pointer,
          ProblemCode.UNKNOWN_EXPRESSION,
          "the object is no known expression: write {\"arg\": name} or {\"var\": name}");
      return PLACEHOLDER;
    }
    String name = fields.string(argument ? "arg" : "var");
    fields.rejectOthers();
    if (name == null) {
      return PLACEHOLDER;
    }
    return argument ? new ArgumentRef(name) : new VariableRef(name);
  }
}
