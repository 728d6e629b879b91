package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.program.DataType;
import io.sglflink.program.GenNode;
import io.sglflink.program.Literal;
import io.sglflink.program.OutputForm;
import io.sglflink.program.ReasoningFormat;
import java.util.function.Function;

/** The fields of a gen, but for its type and name. */
final class GenFields {

  private GenFields() {}

  static GenNode read(Fields fields, ExpressionReader expressions) {
    return new GenNode(
        expressions.optional(fields, "name"),
        SamplingFields.read(fields),
        fields.longInteger("seed"),
        form(fields, expressions),
        expressions.byName(fields, "computed"),
        fields.oneOf("separate_reasoning", ReasoningFormat.values(), ReasoningFormat::label));
  }

  static void write(GenNode node, ObjectNode object, ExpressionWriter expressions) {
    SamplingFields.write(node.sampling(), object);
    if (node.seed() != null) {
      object.set("seed", Literal.of(node.seed()).value());
    }
    form(node.form(), object, expressions);
    expressions.put(object, "computed", node.computed());
    put(object, "separate_reasoning", node.reasoning(), ReasoningFormat::label);
  }

  private static OutputForm form(Fields fields, ExpressionReader expressions) {
    return new OutputForm(
        fields.string("regex"),
        schema(fields),
        fields.string("ebnf"),
        expressions.optional(fields, "choices"),
        fields.oneOf("choices_method", ChoicesMethod.values(), ChoicesMethod::label),
        fields.oneOf("dtype", DataType.values(), DataType::label),
        fields.oneOf("whitespace", Whitespace.values(), Whitespace::label),
        fields.oneOf("property_order", PropertyOrder.values(), PropertyOrder::label),
        fields.bool("lenient"),
        fields.bool("complete"));
  }

  private static JsonNode schema(Fields fields) {
    JsonNode schema =
        fields.typed(
            "json_schema",
            value -> value.isObject() || value.isBoolean() || value.isTextual(),
            "a schema: an object, true or false, or a text that holds one");
    return schema == null ? null : schema.deepCopy();
  }

  private static void form(OutputForm form, ObjectNode object, ExpressionWriter expressions) {
    put(object, "regex", form.regex(), regex -> regex);
    if (form.jsonSchema() != null) {
      object.set("json_schema", form.jsonSchema().deepCopy());
    }
    put(object, "ebnf", form.ebnf(), ebnf -> ebnf);
    expressions.put(object, "choices", form.choices());
    put(object, "choices_method", form.choicesMethod(), ChoicesMethod::label);
    put(object, "dtype", form.dtype(), DataType::label);
    put(object, "whitespace", form.whitespace(), Whitespace::label);
    put(object, "property_order", form.propertyOrder(), PropertyOrder::label);
    put(object, "lenient", form.lenient());
    put(object, "complete", form.complete());
  }

  private static <E> void put(ObjectNode object, String name, E value, Function<E, String> label) {
    if (value != null) {
      object.put(name, label.apply(value));
    }
  }

  private static void put(ObjectNode object, String name, Boolean value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
