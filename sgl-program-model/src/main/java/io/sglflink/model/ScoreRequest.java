package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One score call.
 *
 * @param id names the request in messages and metrics
 * @param prompt the whole text so far
 * @param choices the continuations to score, at least one, none empty
 * @param method what the scores must be enough for
 * @param logprobs what is told of each token beside its own log-probability: alternatives and text
 * @param serving priority, deadline and cache
 */
public record ScoreRequest(
    RequestId id,
    String prompt,
    List<String> choices,
    ChoicesMethod method,
    LogprobOptions logprobs,
    Serving serving) {

  public ScoreRequest {
    requireNonNull(id, "id is null");
    requireNonNull(prompt, "prompt is null");
    requireNonNull(method, "method is null");
    requireNonNull(logprobs, "logprobs is null");
    requireNonNull(serving, "serving is null");
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("choices is empty: give at least one");
    }
  }

  /** A request for the usual scores that is served like any other. */
  public ScoreRequest(RequestId id, String prompt, List<String> choices) {
    this(
        id,
        prompt,
        choices,
        ChoicesMethod.TOKEN_LENGTH_NORMALIZED,
        LogprobOptions.NONE,
        Serving.DEFAULT);
  }
}
