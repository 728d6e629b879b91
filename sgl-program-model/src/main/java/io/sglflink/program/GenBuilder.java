package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.SamplingBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets the parameters of a {@link GenNode}; what is not set is inherited from the run. Ranges are
 * checked when the program is built.
 */
public final class GenBuilder {

  private final Expression name;
  private final SamplingBuilder sampling = new SamplingBuilder();
  private Long seed;
  private String regex;
  private JsonNode jsonSchema;
  private String ebnf;
  private Expression choices;
  private ChoicesMethod choicesMethod;
  private DataType dtype;
  private Whitespace whitespace;
  private PropertyOrder propertyOrder;
  private Boolean lenient;
  private Boolean complete;
  private final Map<String, Expression> computed = new LinkedHashMap<>();
  private ReasoningFormat reasoning;

  GenBuilder(Expression name) {
    this.name = name;
  }

  /** Most output tokens, at least 0; 0 only fills the cache. */
  public GenBuilder maxTokens(int value) {
    sampling.maxTokens(value);
    return this;
  }

  /** Output tokens before an end-of-sequence or stop token may be drawn. */
  public GenBuilder minTokens(int value) {
    sampling.minTokens(value);
    return this;
  }

  /** At least 0; 0 always takes the most likely token. */
  public GenBuilder temperature(double value) {
    sampling.temperature(value);
    return this;
  }

  /** Nucleus mass, over 0 to 1. */
  public GenBuilder topP(double value) {
    sampling.topP(value);
    return this;
  }

  /** Number of most likely tokens kept, at least 1; −1 keeps all. */
  public GenBuilder topK(int value) {
    sampling.topK(value);
    return this;
  }

  /** Share of the best token's probability below which a token is dropped, 0 to 1. */
  public GenBuilder minP(double value) {
    sampling.minP(value);
    return this;
  }

  /** Subtracted from a token's logit per occurrence in the output, −2 to 2. */
  public GenBuilder frequencyPenalty(double value) {
    sampling.frequencyPenalty(value);
    return this;
  }

  /** Subtracted once from the logit of a token that the output has, −2 to 2. */
  public GenBuilder presencePenalty(double value) {
    sampling.presencePenalty(value);
    return this;
  }

  /**
   * Divides the logit of a token that prompt or output have where it is positive, and multiplies it
   * elsewhere; over 0 to 2.
   */
  public GenBuilder repetitionPenalty(double value) {
    sampling.repetitionPenalty(value);
    return this;
  }

  /** Added to the logits of these tokens. They replace the run's. */
  public GenBuilder logitBias(Map<Integer, Double> value) {
    sampling.logitBias(value);
    return this;
  }

  /**
   * Number of outputs; with more than one the variable is the list of them, and the text goes on
   * with the first.
   */
  public GenBuilder n(int value) {
    sampling.n(value);
    return this;
  }

  /** Whether end-of-sequence and stop tokens are drawn like any other. */
  public GenBuilder ignoreEos(boolean value) {
    sampling.ignoreEos(value);
    return this;
  }

  /** Whether log-probabilities are returned. */
  public GenBuilder returnLogprob(boolean value) {
    sampling.returnLogprob(value);
    return this;
  }

  /** First prompt position to report; −1 reports output tokens only. */
  public GenBuilder logprobStartLen(int value) {
    sampling.logprobStartLen(value);
    return this;
  }

  /** Number of most likely alternatives per position, 0 to 20. */
  public GenBuilder topLogprobsNum(int value) {
    sampling.topLogprobsNum(value);
    return this;
  }

  /** Whether token texts are returned beside the ids. */
  public GenBuilder returnTextInLogprobs(boolean value) {
    sampling.returnTextInLogprobs(value);
    return this;
  }

  /** Strings that end the output; none of them is part of it. They replace the run's. */
  public GenBuilder stop(String... strings) {
    sampling.stop(List.of(strings));
    return this;
  }

  /** Tokens that end the output, beside the model's own. They replace the run's. */
  public GenBuilder stopTokenIds(int... tokenIds) {
    sampling.stopTokenIds(Arrays.stream(tokenIds).boxed().toList());
    return this;
  }

  /** Patterns that end the output; no text of theirs is part of it. They replace the run's. */
  public GenBuilder stopRegex(String... patterns) {
    sampling.stopRegex(List.of(patterns));
    return this;
  }

  /** Source of this node's random numbers, the same wherever the node stands. */
  public GenBuilder samplingSeed(long value) {
    sampling.samplingSeed(value);
    return this;
  }

  /** Source of this node's random numbers in place of the run's seed. */
  public GenBuilder seed(long value) {
    seed = value;
    return this;
  }

  /** What the whole output must match, in the dialect of docs/constraints.md. */
  public GenBuilder regex(String pattern) {
    regex = requireNonNull(pattern, "pattern is null");
    return this;
  }

  /**
   * A JSON Schema, an object or a boolean, of which the whole output is a value. It is not copied:
   * nobody may change it.
   */
  public GenBuilder jsonSchema(JsonNode schema) {
    jsonSchema = requireNonNull(schema, "schema is null");
    return this;
  }

  /** A JSON Schema as JSON text, of which the whole output is a value. */
  public GenBuilder jsonSchema(String schema) {
    return jsonSchema(JsonNodeFactory.instance.textNode(requireNonNull(schema, "schema is null")));
  }

  /** A grammar in GBNF, of which the whole output is a text. */
  public GenBuilder ebnf(String grammar) {
    ebnf = requireNonNull(grammar, "grammar is null");
    return this;
  }

  /** The output is one of {@code texts}. */
  public GenBuilder choices(String... texts) {
    return choices(Expression.list(texts));
  }

  /** The output is one of the items of the list that {@code expression} gives. */
  public GenBuilder choices(Expression expression) {
    choices = requireNonNull(expression, "expression is null");
    return this;
  }

  /** Makes this node a selection: the choices are scored, and nothing is drawn. */
  public GenBuilder choicesMethod(ChoicesMethod method) {
    choicesMethod = requireNonNull(method, "method is null");
    return this;
  }

  /** The form of the output. */
  public GenBuilder dtype(DataType type) {
    dtype = requireNonNull(type, "type is null");
    return this;
  }

  /** White space between the tokens of JSON. */
  public GenBuilder whitespace(Whitespace value) {
    whitespace = requireNonNull(value, "value is null");
    return this;
  }

  /** Order of the members of JSON objects. */
  public GenBuilder propertyOrder(PropertyOrder order) {
    propertyOrder = requireNonNull(order, "order is null");
    return this;
  }

  /** Whether keywords of the JSON Schema that cannot be enforced are left out, not refused. */
  public GenBuilder lenient(boolean value) {
    lenient = value;
    return this;
  }

  /** Whether the output is brought to its shortest end before its tokens run out. */
  public GenBuilder complete(boolean value) {
    complete = value;
    return this;
  }

  /**
   * Computes a parameter in the run.
   *
   * @param parameter its name in program JSON, one of {@link GenNode#COMPUTABLE}
   */
  public GenBuilder computed(String parameter, Expression value) {
    computed.put(
        requireNonNull(parameter, "parameter is null"), requireNonNull(value, "value is null"));
    return this;
  }

  /**
   * Puts the output's reasoning into the variable {@code <name>_reasoning_content}, and only the
   * rest into the text and the node's variable.
   */
  public GenBuilder separateReasoning(ReasoningFormat format) {
    reasoning = requireNonNull(format, "format is null");
    return this;
  }

  GenNode build() {
    OutputForm form =
        new OutputForm(
            regex,
            jsonSchema,
            ebnf,
            choices,
            choicesMethod,
            dtype,
            whitespace,
            propertyOrder,
            lenient,
            complete);
    return new GenNode(name, sampling.build(), seed, form, computed, reasoning);
  }
}
