package io.sglflink.runtime.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.runtime.EngineStats.TimeSpent;
import java.math.BigDecimal;
import java.math.MathContext;

/** One measurement as a JSON object; docs/benchmarks.md says what the fields mean. */
final class Report {

  private static final MathContext DIGITS = new MathContext(6);
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final ObjectNode json = JSON.createObjectNode();

  /**
   * @param parameters the record that makes the scenario this load
   */
  Report(String scenario, Object parameters) {
    json.put("scenario", scenario);
    json.set("parameters", parameters(parameters));
  }

  /** A record's components by their names in JSON, without its own name. */
  static ObjectNode parameters(Object scenario) {
    ObjectNode parameters = JSON.valueToTree(scenario);
    return parameters.without("name");
  }

  ObjectNode json() {
    return json;
  }

  Report put(String field, String value) {
    json.put(field, value);
    return this;
  }

  Report put(String field, boolean value) {
    json.put(field, value);
    return this;
  }

  Report put(String field, long value) {
    json.put(field, value);
    return this;
  }

  Report put(String field, double value) {
    put(json, field, value);
    return this;
  }

  /** The figures of a load that ran. */
  Report put(Outcome outcome) {
    double seconds = outcome.seconds();
    put("requests", outcome.requests());
    put("prompt_tokens", outcome.promptTokens());
    put("output_tokens", outcome.outputTokens());
    put("seconds", seconds);
    put("requests_per_second", outcome.requests() / seconds);
    put("output_tokens_per_second", outcome.outputTokens() / seconds);
    put("total_tokens_per_second", (outcome.promptTokens() + outcome.outputTokens()) / seconds);
    if (outcome.decode() != null) {
      put("decode_tokens_per_second", outcome.decode().tokensPerSecond());
      put("step_ms", outcome.decode().stepMillis());
    }
    put("cached_tokens", outcome.cachedTokens());
    put("hit_rate", outcome.cachedTokens() / (double) outcome.promptTokens());
    put("prefilled_tokens", outcome.prefilledTokens());
    put("optimal_prefill_tokens", outcome.tree().prefill());
    put("steps", outcome.steps());
    put("retractions", outcome.retractions());
    shares(outcome.time(), seconds);
    return this;
  }

  private void shares(TimeSpent time, double seconds) {
    ObjectNode shares = json.putObject("time_shares");
    put(shares, "schedule", time.schedule() / 1e9 / seconds);
    put(shares, "sample", time.sample() / 1e9 / seconds);
    put(shares, "launch", time.launch() / 1e9 / seconds);
    put(shares, "device", time.device() / 1e9 / seconds);
  }

  Report put(Roofline roofline, Roofline.Bound bound, boolean decodes) {
    ObjectNode object = json.putObject("roofline");
    put(object, "bytes_per_second", roofline.bytesPerSecond());
    put(object, "flops", roofline.flops());
    put(object, "weights_seconds", bound.weights());
    put(object, "kv_seconds", bound.kv());
    put(object, "kv_seconds_tree", bound.treeKv());
    put(object, "arithmetic_seconds", bound.arithmetic());
    put(object, "seconds", bound.total());
    put(object, "seconds_tree", bound.treeTotal());
    if (decodes) {
      put(object, "step_ms", 1e3 * bound.step());
      put(object, "step_ms_tree", 1e3 * bound.treeStep());
    }
    return this;
  }

  private static void put(ObjectNode object, String field, double value) {
    object.put(field, new BigDecimal(value).round(DIGITS).doubleValue());
  }
}
