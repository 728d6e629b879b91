package io.sglflink.python.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.program.DataType;
import io.sglflink.program.Expression;
import io.sglflink.program.OutputForm;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.Locale;
import java.util.Set;

/** Collects what a gen asks of its output. */
final class FormBuilder {

  private static final Set<String> TYPES = Set.of("int", "float", "str", "bool");

  DataType dtype;
  ChoicesMethod method;
  private String regex;
  private JsonNode jsonSchema;
  private String ebnf;
  private Whitespace whitespace;
  private PropertyOrder propertyOrder;
  private Boolean lenient;
  private Boolean complete;

  /** Whether the argument is Python's name of a type. */
  static boolean isType(Syntax value, Block block) {
    return value.is("identifier")
        && TYPES.contains(value.text())
        && block.scope().get(value.text()) == null;
  }

  /** Takes a constant argument; null is not set. */
  void put(String key, JsonNode value, Syntax at) {
    if (value.isNull()) {
      return;
    }
    switch (key) {
      case "regex" -> regex = text(key, value, at);
      case "ebnf" -> ebnf = text(key, value, at);
      case "json_schema" ->
          jsonSchema = value.isTextual() ? PythonJson.schema(value.textValue()) : value;
      case "dtype" -> dtype = one(DataType.class, key, value, at);
      case "whitespace" -> whitespace = one(Whitespace.class, key, value, at);
      case "property_order" -> propertyOrder = one(PropertyOrder.class, key, value, at);
      case "lenient" -> lenient = truth(key, value, at);
      case "complete" -> complete = truth(key, value, at);
      default -> throw new RefusedException(at, "sgl.gen has no " + key + ": remove it");
    }
  }

  private static String text(String key, JsonNode value, Syntax at) {
    if (!value.isTextual()) {
      throw new RefusedException(at, key + " is " + value + ": give a text");
    }
    return value.textValue();
  }

  private static Boolean truth(String key, JsonNode value, Syntax at) {
    if (!value.isBoolean()) {
      throw new RefusedException(at, key + " is " + value + ": give True or False");
    }
    return value.booleanValue();
  }

  private static <E extends Enum<E>> E one(Class<E> type, String key, JsonNode value, Syntax at) {
    try {
      return Enum.valueOf(type, text(key, value, at).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      StringBuilder names = new StringBuilder();
      for (E each : type.getEnumConstants()) {
        names.append(names.length() == 0 ? "" : ", ").append(each.name().toLowerCase(Locale.ROOT));
      }
      throw new RefusedException(at, key + " is " + value + ": take one of " + names);
    }
  }

  OutputForm build(Expression choices) {
    return new OutputForm(
        regex,
        jsonSchema,
        ebnf,
        choices,
        method,
        dtype,
        whitespace,
        propertyOrder,
        lenient,
        complete);
  }
}
