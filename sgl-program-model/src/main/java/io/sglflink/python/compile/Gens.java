package io.sglflink.python.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.program.DataType;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.ReasoningFormat;
import io.sglflink.program.SelectNode;
import io.sglflink.program.json.SamplingJson;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compiles {@code sgl.gen} and {@code sgl.select}. */
final class Gens {

  /** The word for choices that are drawn and not scored, which SGLang does not have. */
  static final String DRAWN = "sampled";

  private static final List<String> SAMPLING =
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
          "ignore_eos",
          "return_logprob",
          "logprob_start_len",
          "top_logprobs_num",
          "return_text_in_logprobs");
  private static final List<String> OWN_SAMPLING =
      List.of("repetition_penalty", "logit_bias", "sampling_seed");
  private static final List<String> FORM =
      List.of("dtype", "choices", "choices_method", "regex", "json_schema");
  private static final List<String> OWN_FORM =
      List.of("ebnf", "whitespace", "property_order", "lenient", "complete", "seed");
  private static final Set<String> LOGPROBS =
      Set.of("return_logprob", "logprob_start_len", "top_logprobs_num", "return_text_in_logprobs");
  private static final Set<String> TYPED_LACKS = Set.of("min_tokens");

  private final Expressions expressions;

  Gens(Expressions expressions) {
    this.expressions = expressions;
  }

  /** Whether {@code run} takes it beside the function's own parameters. */
  static boolean isRunParameter(String name) {
    return SAMPLING.contains(name)
        || Set.of("max_new_tokens", "min_new_tokens", "backend", "stream", "use_thread", "runtime")
            .contains(name);
  }

  /** {@code sgl.gen}, {@code sgl.gen_int} or {@code sgl.gen_string}. */
  GenNode gen(Syntax call, String kind, ReasoningFormat reasoning, Block block) {
    List<String> parameters = new ArrayList<>(List.of("name"));
    parameters.addAll(SAMPLING);
    if (kind.equals("gen")) {
      parameters.addAll(FORM);
    } else {
      parameters.removeAll(TYPED_LACKS);
    }
    parameters.addAll(OWN_SAMPLING);
    parameters.addAll(OWN_FORM);
    Map<String, Syntax> arguments = Arguments.bind(call, parameters, "sgl." + kind);
    arguments.values().removeIf(value -> value.is("none"));
    Expression name = name(arguments.remove("name"), block);
    Expression choices = choices(arguments.remove("choices"), block);
    if (choices == null) {
      arguments.remove("choices_method");
    }
    Collected collected = new Collected();
    if (choices != null && !drawn(arguments.get("choices_method"), block)) {
      scored(arguments, block);
      arguments.keySet().removeIf(key -> !LOGPROBS.contains(key) && !key.equals("choices_method"));
      arguments.putIfAbsent("choices_method", null);
    } else {
      arguments.remove("choices_method");
    }
    if (kind.equals("gen_int")) {
      collected.form.dtype = DataType.INT;
    } else if (kind.equals("gen_string")) {
      collected.form.dtype = DataType.STR;
    }
    arguments.forEach((key, value) -> argument(key, value, collected, block));
    SamplingJson.Reading sampling = SamplingJson.read(collected.sampling, "");
    if (!sampling.problems().isEmpty()) {
      var problem = sampling.problems().get(0);
      String of = problem.pointer().split("/", -1)[1];
      throw new RefusedException(arguments.getOrDefault(of, call), problem.message());
    }
    return new GenNode(
        name,
        sampling.sampling(),
        collected.seed,
        collected.form.build(choices),
        collected.computed,
        reasoning);
  }

  private static final class Collected {
    private final ObjectNode sampling = JsonNodeFactory.instance.objectNode();
    private final Map<String, Expression> computed = new LinkedHashMap<>();
    private final FormBuilder form = new FormBuilder();
    private Long seed;
  }

  private void argument(String key, Syntax value, Collected collected, Block block) {
    if (key.equals("choices_method")) {
      collected.form.method =
          value == null ? ChoicesMethod.TOKEN_LENGTH_NORMALIZED : method(value, block);
      return;
    }
    if (key.equals("dtype") && FormBuilder.isType(value, block)) {
      collected.form.put(key, JsonNodeFactory.instance.textNode(value.text()), value);
      return;
    }
    JsonNode schema = key.equals("json_schema") ? expressions.calls().dumped(value, block) : null;
    if (schema != null) {
      collected.form.put(key, schema, value);
      return;
    }
    Expression expression = expressions.compile(value, block);
    JsonNode constant = Values.constant(expression);
    if (constant == null) {
      if (!GenNode.COMPUTABLE.contains(key)) {
        throw new RefusedException(value, key + " is compiled before the run: give a constant");
      }
      collected.computed.put(key, expression);
    } else if (key.equals("seed")) {
      collected.seed = seed(constant, value);
    } else if (SAMPLING.contains(key) || OWN_SAMPLING.contains(key)) {
      if (!constant.isNull()) {
        collected.sampling.set(key, constant);
      }
    } else {
      collected.form.put(key, constant, value);
    }
  }

  private static Long seed(JsonNode constant, Syntax value) {
    if (!constant.isIntegralNumber() || !constant.canConvertToLong()) {
      throw new RefusedException(value, "seed is " + constant + ": give a 64-bit integer");
    }
    return constant.longValue();
  }

  /** What SGLang asks of a gen that scores. */
  private void scored(Map<String, Syntax> arguments, Block block) {
    Syntax temperature = arguments.get("temperature");
    JsonNode value = temperature == null ? null : expressions.constant(temperature, block);
    if (value != null && value.isNumber() && value.doubleValue() > SelectNode.MAX_TEMPERATURE) {
      throw new RefusedException(
          temperature,
          "choices are scored and not drawn, a temperature of "
              + value
              + " says nothing: remove it, or draw with choices_method=\""
              + DRAWN
              + "\"");
    }
  }

  private boolean drawn(Syntax method, Block block) {
    return method != null
        && Texts.isString(method)
        && DRAWN.equals(Values.text(expressions.compile(method, block)));
  }

  private Expression choices(Syntax node, Block block) {
    if (node == null) {
      return null;
    }
    Expression choices = expressions.compile(node, block);
    JsonNode constant = Values.constant(choices);
    if (constant == null) {
      return choices;
    }
    boolean none = constant.isNull() || (constant.isArray() && constant.isEmpty());
    return none ? null : choices instanceof ListExpression ? choices : Values.of(constant);
  }

  private Expression name(Syntax node, Block block) {
    if (node == null) {
      return null;
    }
    Expression name = expressions.compile(node, block);
    JsonNode constant = Values.constant(name);
    return constant == null ? name : constant.isNull() ? null : Values.of(constant);
  }

  private ChoicesMethod method(Syntax node, Block block) {
    String text =
        node.is("attribute")
            ? node.get("attribute").text()
            : node.is("identifier") && block.scope().get(node.text()) instanceof Binding.Primitive p
                ? p.name()
                : Values.text(expressions.compile(node, block));
    try {
      return ChoicesMethod.valueOf(text == null ? "" : text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          node,
          "the choices_method is none: take sgl.token_length_normalized,"
              + " sgl.greedy_token_selection or sgl.unconditional_likelihood_normalized");
    }
  }

  /** {@code sgl.select}. */
  SelectNode select(Syntax call, Block block) {
    Map<String, Syntax> arguments =
        Arguments.bind(
            call, List.of("name", "choices", "temperature", "choices_method"), "sgl.select");
    arguments.values().removeIf(value -> value.is("none"));
    Expression choices =
        arguments.containsKey("choices")
            ? expressions.compile(arguments.get("choices"), block)
            : null;
    if (choices == null) {
      throw new RefusedException(call, "sgl.select needs choices: give a list of texts");
    }
    JsonNode constant = Values.constant(choices);
    Syntax temperature = arguments.get("temperature");
    JsonNode degrees = temperature == null ? null : expressions.constant(temperature, block);
    if (temperature != null && (degrees == null || !degrees.isNumber())) {
      throw new RefusedException(
          temperature, "the temperature of a select says nothing: remove it");
    }
    Syntax method = arguments.get("choices_method");
    return new SelectNode(
        name(arguments.get("name"), block),
        constant == null ? choices : Values.of(constant),
        method == null ? ChoicesMethod.TOKEN_LENGTH_NORMALIZED : method(method, block),
        degrees == null ? 0.0 : degrees.doubleValue());
  }

  /** The format of that name. */
  static ReasoningFormat reasoning(String label, Syntax at) {
    for (ReasoningFormat format : ReasoningFormat.values()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    List<String> labels = new ArrayList<>();
    for (ReasoningFormat format : ReasoningFormat.values()) {
      labels.add(format.label());
    }
    throw new RefusedException(
        at, "the model_type " + label + " is not known: take one of " + String.join(", ", labels));
  }
}
