package io.sglflink.program.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.program.Literal;
import java.util.List;

/** The sampling parameters among the fields of an object. */
final class SamplingFields {

  private SamplingFields() {}

  static SamplingOverrides read(Fields fields) {
    return new SamplingBuilder()
        .maxTokens(fields.integer("max_tokens"))
        .minTokens(fields.integer("min_tokens"))
        .n(fields.integer("n"))
        .temperature(fields.number("temperature"))
        .topP(fields.number("top_p"))
        .topK(fields.integer("top_k"))
        .minP(fields.number("min_p"))
        .frequencyPenalty(fields.number("frequency_penalty"))
        .presencePenalty(fields.number("presence_penalty"))
        .repetitionPenalty(fields.number("repetition_penalty"))
        .logitBias(fields.biases("logit_bias"))
        .samplingSeed(fields.longInteger("sampling_seed"))
        .stop(fields.strings("stop"))
        .stopTokenIds(fields.integers("stop_token_ids"))
        .stopRegex(fields.strings("stop_regex"))
        .ignoreEos(fields.bool("ignore_eos"))
        .returnLogprob(fields.bool("return_logprob"))
        .logprobStartLen(fields.integer("logprob_start_len"))
        .topLogprobsNum(fields.integer("top_logprobs_num"))
        .returnTextInLogprobs(fields.bool("return_text_in_logprobs"))
        .build();
  }

  static void write(SamplingOverrides sampling, ObjectNode object) {
    put(object, "max_tokens", sampling.maxTokens());
    put(object, "min_tokens", sampling.minTokens());
    put(object, "n", sampling.n());
    put(object, "temperature", sampling.temperature());
    put(object, "top_p", sampling.topP());
    put(object, "top_k", sampling.topK());
    put(object, "min_p", sampling.minP());
    put(object, "frequency_penalty", sampling.frequencyPenalty());
    put(object, "presence_penalty", sampling.presencePenalty());
    put(object, "repetition_penalty", sampling.repetitionPenalty());
    if (sampling.logitBias() != null) {
      ObjectNode biases = object.putObject("logit_bias");
      sampling.logitBias().forEach((token, bias) -> biases.put(token.toString(), bias));
    }
    put(object, "sampling_seed", sampling.samplingSeed());
    put(object, "stop", sampling.stop());
    if (sampling.stopTokenIds() != null) {
      ArrayNode ids = object.putArray("stop_token_ids");
      sampling.stopTokenIds().forEach(ids::add);
    }
    put(object, "stop_regex", sampling.stopRegex());
    put(object, "ignore_eos", sampling.ignoreEos());
    put(object, "return_logprob", sampling.returnLogprob());
    put(object, "logprob_start_len", sampling.logprobStartLen());
    put(object, "top_logprobs_num", sampling.topLogprobsNum());
    put(object, "return_text_in_logprobs", sampling.returnTextInLogprobs());
  }

  /** A list of one is written as its item. */
  private static void put(ObjectNode object, String name, List<String> values) {
    if (values == null) {
      return;
    }
    if (values.size() == 1) {
      object.put(name, values.get(0));
    } else {
      ArrayNode strings = object.putArray(name);
      values.forEach(strings::add);
    }
  }

  private static void put(ObjectNode object, String name, Long value) {
    if (value != null) {
      object.set(name, Literal.of(value).value());
    }
  }

  private static void put(ObjectNode object, String name, Integer value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static void put(ObjectNode object, String name, Double value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static void put(ObjectNode object, String name, Boolean value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
