package io.sglflink.python.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.OutputForm;
import io.sglflink.program.SelectNode;
import io.sglflink.program.json.SamplingJson;
import io.sglflink.python.compile.PythonJson;
import io.sglflink.python.compile.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes {@code sgl.gen} and {@code sgl.select}. */
final class GenPrinter {

  private static final Set<String> LOGPROBS =
      Set.of("return_logprob", "logprob_start_len", "top_logprobs_num", "return_text_in_logprobs");

  private static final List<String> ORDER =
      List.of(
          "max_tokens",
          "min_tokens",
          "n",
          "stop",
          "stop_token_ids",
          "stop_regex",
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "frequency_penalty",
          "presence_penalty",
          "repetition_penalty",
          "logit_bias",
          "ignore_eos",
          "return_logprob",
          "logprob_start_len",
          "top_logprobs_num",
          "return_text_in_logprobs",
          "sampling_seed",
          "seed",
          "dtype",
          "regex",
          "json_schema",
          "ebnf",
          "whitespace",
          "property_order",
          "lenient",
          "complete");

  private final ExpressionPrinter expressions;

  GenPrinter(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  String gen(GenNode node) {
    List<String> arguments = new ArrayList<>();
    name(node.name(), arguments);
    OutputForm form = node.form();
    boolean scored = form.scored();
    Map<String, String> parameters = new HashMap<>();
    for (var field : SamplingJson.write(node.sampling()).properties()) {
      parameters.put(field.getKey(), ExpressionPrinter.json(field.getValue()).text());
    }
    form(form, parameters);
    if (node.seed() != null) {
      parameters.put("seed", node.seed().toString());
    }
    node.computed().forEach((name, value) -> parameters.put(name, folded(value)));
    for (String name : ORDER) {
      if (parameters.containsKey(name) && (!scored || LOGPROBS.contains(name))) {
        arguments.add(name + "=" + parameters.get(name));
      }
    }
    if (form.choices() != null) {
      arguments.add("choices=" + folded(form.choices()));
      method(form.choicesMethod(), arguments);
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

  private static void form(OutputForm form, Map<String, String> parameters) {
    if (form.dtype() != null) {
      parameters.put("dtype", form.dtype().label());
    }
    text("regex", form.regex(), parameters);
    if (form.jsonSchema() != null) {
      JsonNode schema =
          form.jsonSchema().isTextual()
              ? PythonJson.schema(form.jsonSchema().textValue())
              : form.jsonSchema();
      String value = ExpressionPrinter.json(schema).text();
      parameters.put("json_schema", schema.isTextual() ? value : "json.dumps(" + value + ")");
    }
    text("ebnf", form.ebnf(), parameters);
    label("whitespace", form.whitespace(), parameters);
    label("property_order", form.propertyOrder(), parameters);
    truth("lenient", form.lenient(), parameters);
    truth("complete", form.complete(), parameters);
  }

  private static void text(String name, String value, Map<String, String> parameters) {
    if (value != null) {
      parameters.put(name, Quotes.text(value));
    }
  }

  private static void label(String name, Enum<?> value, Map<String, String> parameters) {
    if (value != null) {
      parameters.put(name, "\"" + value.name().toLowerCase(Locale.ROOT) + "\"");
    }
  }

  private static void truth(String name, Boolean value, Map<String, String> parameters) {
    if (value != null) {
      parameters.put(name, value ? "True" : "False");
    }
  }

  /** The compiler takes constants for what they give. */
  private String folded(Expression expression) {
    JsonNode constant = Values.constant(expression);
    return constant == null
        ? expressions.print(expression)
        : ExpressionPrinter.json(constant).text();
  }

  private void name(Expression name, List<String> arguments) {
    if (name != null) {
      arguments.add(folded(name));
    }
  }

  String select(SelectNode node) {
    List<String> arguments = new ArrayList<>();
    name(node.name(), arguments);
    arguments.add("choices=" + folded(node.choices()));
    if (node.temperature() != 0) {
      arguments.add("temperature=" + Double.toString(node.temperature()).replace('E', 'e'));
    }
    method(node.method(), arguments);
    return "sgl.select(" + String.join(", ", arguments) + ")";
  }
}
