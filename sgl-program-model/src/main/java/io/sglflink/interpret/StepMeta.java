package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.Generation;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.TokenLogprob;
import java.util.List;
import java.util.function.Function;

/**
 * What {@code get_meta_info} knows of a step, with SGLang's names. Times and cached tokens are left
 * out, for a result must not depend on them.
 *
 * @param logprobs which log-probabilities were asked for
 */
record StepMeta(StepReport report, LogprobOptions logprobs) {

  /** An object; of a step with several samples the list of theirs. */
  JsonNode json() {
    if (report.selection() != null) {
      return selection(report.selection().choices());
    }
    List<Generation.Sample> samples = report.samples();
    return samples.size() == 1 ? sample(samples.get(0)) : list(samples, this::sample);
  }

  private ObjectNode sample(Generation.Sample sample) {
    ObjectNode json = object();
    json.set("finish_reason", FinishReasonJson.write(sample.finishReason()));
    json.put("prompt_tokens", report.promptTokens());
    json.put("completion_tokens", sample.completionTokens());
    if (logprobs.enabled()) {
      json.set("input_token_logprobs", tokens(report.promptLogprobs()));
      json.set("output_token_logprobs", tokens(sample.outputLogprobs()));
      if (logprobs.top() > 0) {
        json.set("input_top_logprobs", tops(report.promptLogprobs()));
        json.set("output_top_logprobs", tops(sample.outputLogprobs()));
      }
    }
    return json;
  }

  private ObjectNode selection(List<StepReport.ChoiceReport> choices) {
    ObjectNode json = object();
    json.set(
        "normalized_prompt_logprobs", list(choices, choice -> number(choice.normalizedLogprob())));
    boolean unconditional = choices.get(0).normalizedUnconditionalLogprob() != null;
    if (unconditional) {
      json.set(
          "normalized_unconditional_prompt_logprobs",
          list(choices, choice -> number(choice.normalizedUnconditionalLogprob())));
    }
    if (logprobs.enabled()) {
      json.set("input_token_logprobs", list(choices, choice -> tokens(choice.logprobs())));
      if (unconditional) {
        json.set(
            "unconditional_token_logprobs",
            list(choices, choice -> tokens(choice.unconditionalLogprobs())));
      }
    }
    return json;
  }

  private static ArrayNode tops(List<TokenLogprob> tokens) {
    return list(tokens, token -> tokens(token.top()));
  }

  /** For each token its log-probability, its id and its text or null. */
  private static ArrayNode tokens(List<TokenLogprob> tokens) {
    return list(
        tokens,
        token ->
            JsonNodeFactory.instance
                .arrayNode()
                .add(number(token.logprob()))
                .add(token.tokenId())
                .add(token.text()));
  }

  private static <T> ArrayNode list(List<T> items, Function<T, JsonNode> json) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(items.size());
    items.forEach(item -> list.add(json.apply(item)));
    return list;
  }

  /** JSON has no infinity: the log-probability of the impossible is null. */
  private static JsonNode number(double logprob) {
    return Double.isFinite(logprob)
        ? JsonNodeFactory.instance.numberNode(logprob)
        : JsonNodeFactory.instance.nullNode();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
