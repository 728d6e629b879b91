package io.sglflink.model;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * One generate call.
 *
 * @param id names the request in messages and metrics
 * @param prompt the whole text so far, without special-token normalisation
 * @param sampling fully resolved sampling parameters
 * @param constraint what the output must match
 * @param seed source of this request's random numbers unless {@code sampling} brings its own: the
 *     same seed draws the same tokens
 * @param serving priority, deadline and cache
 */
public record GenerateRequest(
    RequestId id,
    String prompt,
    SamplingParams sampling,
    Constraint constraint,
    long seed,
    Serving serving) {

  public GenerateRequest {
    requireNonNull(id, "id is null");
    requireNonNull(prompt, "prompt is null");
    requireNonNull(serving, "serving is null");
    requireNonNull(sampling, "sampling is null");
    requireNonNull(constraint, "constraint is null");
  }

  /** A request that is served like any other. */
  public GenerateRequest(
      RequestId id, String prompt, SamplingParams sampling, Constraint constraint, long seed) {
    this(id, prompt, sampling, constraint, seed, Serving.DEFAULT);
  }

  /** The seed that counts: {@code sampling}'s own, or this request's. */
  public long drawSeed() {
    return requireNonNullElse(sampling.samplingSeed(), seed);
  }
}
