package io.sglflink.python.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.OutputForm;
import io.sglflink.program.SelectNode;
import io.sglflink.program.json.SamplingJson;
import io.sglflink.python.compile.PythonJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes {@code sgl.gen} and {@code sgl.select}. */
final class GenPrinter {

  private static final Set<String> LOGPROBS =
      Set.of("return_logprob", "logprob_start_len", "top_logprobs_num", "return_text_in_logprobs");

  private final ExpressionPrinter expressions;

  GenPrinter(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  String gen(GenNode node) {
    List<String> arguments = new ArrayList<>();
    name(node.name(), arguments);
    OutputForm form = node.form();
    boolean scored = form.scored();
    for (var field : SamplingJson.write(node.sampling()).properties()) {
      if (!scored || LOGPROBS.contains(field.getKey())) {
        arguments.add(field.getKey() + "=" + ExpressionPrinter.json(field.getValue()).text());
      }
    }
    node.computed()
        .forEach(
            (name, value) -> {
              if (!scored || LOGPROBS.contains(name)) {
                arguments.add(name + "=" + expressions.print(value));
              }
            });
    if (form.choices() != null) {
      arguments.add("choices=" + expressions.print(form.choices()));
      method(form.choicesMethod(), arguments);
    }
    if (!scored) {
      form(form, arguments);
      if (node.seed() != null) {
        arguments.add("seed=" + node.seed());
      }
    }
    String gen = "sgl.gen(" + String.join(", ", arguments) + ")";
    return node.reasoning() == null
        ? gen
        : "sgl.separate_reasoning(" + gen + ", model_type=\"" + node.reasoning().label() + "\")";
  }

  private static void method(ChoicesMethod method, List<String> arguments) {
    if (method == null) {
      arguments.add("choices_method=\"sampled\"");
    } else if (method != ChoicesMethod.TOKEN_LENGTH_NORMALIZED) {
      arguments.add("choices_method=\"" + method.label() + "\"");
    }
  }

  private static void form(OutputForm form, List<String> arguments) {
    if (form.dtype() != null) {
      arguments.add("dtype=" + form.dtype().label());
    }
    text("regex", form.regex(), arguments);
    if (form.jsonSchema() != null) {
      JsonNode schema =
          form.jsonSchema().isTextual()
              ? PythonJson.schema(form.jsonSchema().textValue())
              : form.jsonSchema();
      String value = ExpressionPrinter.json(schema).text();
      arguments.add("json_schema=" + (schema.isTextual() ? value : "json.dumps(" + value + ")"));
    }
    text("ebnf", form.ebnf(), arguments);
    label("whitespace", form.whitespace(), arguments);
    label("property_order", form.propertyOrder(), arguments);
    truth("lenient", form.lenient(), arguments);
    truth("complete", form.complete(), arguments);
  }

  private static void text(String name, String value, List<String> arguments) {
    if (value != null) {
      arguments.add(name + "=" + Quotes.text(value));
    }
  }

  private static void label(String name, Enum<?> value, List<String> arguments) {
    if (value != null) {
      arguments.add(name + "=\"" + value.name().toLowerCase(Locale.ROOT) + "\"");
    }
  }

  private static void truth(String name, Boolean value, List<String> arguments) {
    if (value != null) {
      arguments.add(name + "=" + (value ? "True" : "False"));
    }
  }

  private void name(Expression name, List<String> arguments) {
    if (name != null) {
      arguments.add(expressions.print(name));
    }
  }

  String select(SelectNode node) {
    List<String> arguments = new ArrayList<>();
    name(node.name(), arguments);
    arguments.add("choices=" + expressions.print(node.choices()));
    if (node.temperature() != 0) {
      arguments.add("temperature=" + Double.toString(node.temperature()).replace('E', 'e'));
    }
    method(node.method(), arguments);
    return "sgl.select(" + String.join(", ", arguments) + ")";
  }
}
