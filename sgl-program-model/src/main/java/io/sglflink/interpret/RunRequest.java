package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.SamplingParams;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run evaluates its program on.
 *
 * @param id the run's id, as the prompt record gives it
 * @param args the program's arguments by parameter name
 * @param sampling the run's sampling parameters, which a gen step inherits where it sets none
 * @param seed source of all random numbers of the run
 */
public record RunRequest(
    String id, Map<String, JsonNode> args, SamplingParams sampling, long seed) {

  public RunRequest {
    requireNonNull(id, "id is null");
    requireNonNull(sampling, "sampling is null");
    args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
  }
}
