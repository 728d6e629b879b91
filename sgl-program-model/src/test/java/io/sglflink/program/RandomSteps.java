package io.sglflink.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random nodes that need the model. */
record RandomSteps(Draw draw, KnownNames known) {

  private static final List<JsonNode> SCHEMAS =
      List.of(
          BooleanNode.TRUE,
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.objectNode().put("maximum", 0.5).putNull("default"),
          JsonNodeFactory.instance.textNode("{\"type\": \"string\"}"));

  Node gen() {
    OutputForm form = form();
    String name = draw.once(4) ? null : draw.name();
    Expression variable = name == null ? null : expressions().variable(name);
    GenNode set =
        new GenNode(
            variable,
            form.scored() ? SamplingOverrides.NONE : sampling(),
            draw.maybe(draw.random()::nextLong),
            form,
            Map.of(),
            name == null || form.scored() || !draw.once(4)
                ? null
                : draw.oneOf(List.of(ReasoningFormat.values())));
    GenNode node =
        new GenNode(set.name(), set.sampling(), set.seed(), form, computed(set), set.reasoning());
    wrote(variable);
    if (node.reasoning() != null && variable instanceof Literal) {
      known.variables().add(name + "_reasoning_content");
    }
    return node;
  }

  Node select() {
    Expression choices = expressions().choices();
    ChoicesMethod method = draw.oneOf(List.of(ChoicesMethod.values()));
    Expression name = draw.once(4) ? null : expressions().variable(draw.name());
    wrote(name);
    return new SelectNode(name, choices, method, draw.coin() ? 0 : 1e-6);
  }

  /** From here on the variable may be read. */
  void wrote(Expression name) {
    if (name instanceof Literal literal) {
      known.variables().add(literal.value().textValue());
    }
  }

  /** Some parameters that are not set. */
  private Map<String, Expression> computed(GenNode set) {
    Map<String, Expression> computed = new LinkedHashMap<>();
    for (ComputableParameter parameter : List.of(ComputableParameter.values())) {
      Expression value = draw.once(20) && !parameter.isSet(set) ? value(parameter) : null;
      if (value != null) {
        computed.put(parameter.label(), value);
      }
    }
    return computed;
  }

  private Expression value(ComputableParameter parameter) {
    return switch (parameter) {
      case MAX_TOKENS -> new Operation(Operator.ADD, List.of(Literal.of(10), Literal.of(1)));
      case N, TOP_K, SEED, SAMPLING_SEED -> Literal.of(1 + draw.below(3));
      case TEMPERATURE, TOP_P, MIN_P -> Literal.of(draw.random().nextDouble() + 1e-9);
      case STOP -> Expression.list("\n", "stop");
      case IGNORE_EOS, RETURN_LOGPROB -> Expression.not(expressions().plain());
      default -> null;
    };
  }

  private RandomExpressions expressions() {
    return new RandomExpressions(draw, known);
  }

  private OutputForm form() {
    int kind = draw.below(6);
    Expression choices = kind == 1 ? expressions().choices() : null;
    ChoicesMethod method =
        choices == null ? null : draw.maybe(() -> draw.oneOf(List.of(ChoicesMethod.values())));
    boolean drawn = kind != 0 && method == null;
    return new OutputForm(
        kind == 2 ? "[0-9]+\\n?" : null,
        kind == 4 ? draw.oneOf(SCHEMAS) : null,
        kind == 5 ? "root ::= [0-9]+" : null,
        choices,
        method,
        kind == 3 ? draw.oneOf(List.of(DataType.values())) : null,
        kind == 4 ? draw.maybe(() -> draw.oneOf(List.of(Whitespace.values()))) : null,
        kind == 4 ? draw.maybe(() -> draw.oneOf(List.of(PropertyOrder.values()))) : null,
        kind == 4 ? draw.maybe(draw.random()::nextBoolean) : null,
        drawn ? draw.maybe(draw.random()::nextBoolean) : null);
  }

  private SamplingOverrides sampling() {
    return new SamplingBuilder()
        .maxTokens(draw.maybe(() -> 10 + draw.below(1000)))
        .minTokens(draw.maybe(() -> draw.below(10)))
        .n(draw.once(8) ? 1 + draw.below(9) : null)
        .temperature(draw.maybe(() -> draw.once(3) ? 0.0 : 2 * draw.random().nextDouble()))
        .topP(draw.maybe(() -> 1 - draw.random().nextDouble()))
        .topK(draw.maybe(() -> draw.coin() ? -1 : 1 + draw.below(100)))
        .minP(draw.maybe(draw.random()::nextDouble))
        .frequencyPenalty(draw.maybe(() -> 4 * draw.random().nextDouble() - 2))
        .presencePenalty(draw.maybe(() -> 4 * draw.random().nextDouble() - 2))
        .repetitionPenalty(draw.maybe(() -> 2 - 2 * draw.random().nextDouble()))
        .logitBias(
            draw.maybe(() -> Map.of(draw.below(1000), draw.random().nextGaussian(), 1000, -1.0)))
        .samplingSeed(draw.maybe(draw.random()::nextLong))
        .stop(draw.maybe(() -> List.of("\n", "。", "stop").subList(0, draw.below(4))))
        .stopTokenIds(draw.maybe(() -> List.of(0, 7, 151645).subList(0, draw.below(4))))
        .stopRegex(draw.maybe(() -> List.of("\\d+\n", "^终").subList(0, draw.below(3))))
        .ignoreEos(draw.maybe(draw.random()::nextBoolean))
        .returnLogprob(draw.maybe(draw.random()::nextBoolean))
        .logprobStartLen(draw.maybe(() -> draw.below(5) - 1))
        .topLogprobsNum(draw.maybe(() -> draw.below(21)))
        .returnTextInLogprobs(draw.maybe(draw.random()::nextBoolean))
        .build();
  }
}
