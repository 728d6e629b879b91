package io.sglflink.model;

import static java.util.Objects.requireNonNull;

/**
 * One generate call.
 *
 * @param id names the request in messages and metrics
 * @param prompt the whole text so far, without special-token normalisation
 * @param sampling fully resolved sampling parameters
 * @param constraint what the output must match
 * @param seed source of this request's random numbers: the same seed draws the same tokens
 */
public record GenerateRequest(
    RequestId id, String prompt, SamplingParams sampling, Constraint constraint, long seed) {

  public GenerateRequest {
    requireNonNull(id, "id is null");
    requireNonNull(prompt, "prompt is null");
    requireNonNull(sampling, "sampling is null");
    requireNonNull(constraint, "constraint is null");
  }
}
