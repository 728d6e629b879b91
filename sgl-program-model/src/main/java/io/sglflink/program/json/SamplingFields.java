package io.sglflink.program.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.SamplingOverrides;
import java.util.List;

/** The sampling parameters among the fields of an object. */
final class SamplingFields {

  private SamplingFields() {}

  static SamplingOverrides read(Fields fields) {
    return new SamplingOverrides(
        fields.integer("max_tokens"),
        fields.integer("min_tokens"),
        fields.number("temperature"),
        fields.number("top_p"),
        fields.integer("top_k"),
        fields.number("min_p"),
        fields.number("frequency_penalty"),
        fields.number("presence_penalty"),
        fields.strings("stop"),
        fields.integers("stop_token_ids"),
        fields.bool("ignore_eos"),
        fields.bool("return_logprob"),
        fields.integer("logprob_start_len"),
        fields.integer("top_logprobs_num"),
        fields.bool("return_text_in_logprobs"));
  }

  static void write(SamplingOverrides sampling, ObjectNode object) {
    put(object, "max_tokens", sampling.maxTokens());
    put(object, "min_tokens", sampling.minTokens());
    put(object, "temperature", sampling.temperature());
    put(object, "top_p", sampling.topP());
    put(object, "top_k", sampling.topK());
    put(object, "min_p", sampling.minP());
    put(object, "frequency_penalty", sampling.frequencyPenalty());
    put(object, "presence_penalty", sampling.presencePenalty());
    putStop(object, sampling.stop());
    if (sampling.stopTokenIds() != null) {
      ArrayNode ids = object.putArray("stop_token_ids");
      sampling.stopTokenIds().forEach(ids::add);
    }
    put(object, "ignore_eos", sampling.ignoreEos());
    put(object, "return_logprob", sampling.returnLogprob());
    put(object, "logprob_start_len", sampling.logprobStartLen());
    put(object, "top_logprobs_num", sampling.topLogprobsNum());
    put(object, "return_text_in_logprobs", sampling.returnTextInLogprobs());
  }

  private static void putStop(ObjectNode object, List<String> stop) {
    if (stop == null) {
      return;
    }
    if (stop.size() == 1) {
      object.put("stop", stop.get(0));
    } else {
      ArrayNode strings = object.putArray("stop");
      stop.forEach(strings::add);
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
