package io.sglflink.runtime.engine;

import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.runtime.constraint.TokenState;
import java.util.Set;

/**
 * A request in token ids.
 *
 * @param id names the request in messages
 * @param prompt at least one token; nobody may change it
 * @param sampling {@code maxTokens} may be 0, which only computes and scores the prompt
 * @param endTokens tokens that end the output unless {@code sampling.ignoreEos()}
 * @param seed source of the request's random numbers
 * @param scoreFrom first prompt position whose log-probability is wanted, at least 1; {@link
 *     #SCORE_NOTHING} for none
 * @param stopCheck looks for stop strings
 * @param constraint what the output must satisfy, or null; only the engine's thread follows it
 * @param complete whether the output is brought to an end that satisfies the constraint before
 *     {@code maxTokens}
 * @param serving priority, deadline and cache
 */
public record TokenRequest(
    RequestId id,
    int[] prompt,
    SamplingParams sampling,
    Set<Integer> endTokens,
    long seed,
    int scoreFrom,
    StopCheck stopCheck,
    TokenState constraint,
    boolean complete,
    Serving serving) {

  /** No prompt token is scored. */
  public static final int SCORE_NOTHING = Integer.MAX_VALUE;

  public TokenRequest {
    endTokens = Set.copyOf(endTokens);
  }

  /** A request without a constraint, served like any other. */
  public TokenRequest(
      RequestId id,
      int[] prompt,
      SamplingParams sampling,
      Set<Integer> endTokens,
      long seed,
      int scoreFrom,
      StopCheck stopCheck) {
    this(id, prompt, sampling, endTokens, seed, scoreFrom, stopCheck, null, false, Serving.DEFAULT);
  }

  /** Tokens whose keys and values the request may need, its own output included. */
  int capacity() {
    return prompt.length + Math.max(0, sampling.maxTokens() - 1);
  }

  /** Looks for stop strings in the output; the engine's thread calls it. */
  public interface StopCheck {

    /** Never stops. */
    StopCheck NONE = token -> null;

    /** Takes the next output token; returns the stop that it completes, or null. */
    Stopped append(int token);

    /**
     * A stop.
     *
     * @param matched the stop string, or the pattern
     * @param text the output without it
     */
    record Stopped(String matched, String text) {}
  }
}
