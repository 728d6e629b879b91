package io.sglflink.runtime;

import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.Arrays;
import java.util.Set;

/** Token requests of tests, and their log-probabilities by token. */
public final class TokenRequests {

  private static final RequestId ID = new RequestId("test", "/body/0");

  private TokenRequests() {}

  public static TokenRequest of(int[] prompt, Sampling sampling) {
    return of(prompt, sampling.params(), Set.of(), 0, TokenRequest.SCORE_NOTHING);
  }

  public static TokenRequest of(int[] prompt, Sampling sampling, long seed) {
    return of(prompt, sampling.params(), Set.of(), seed, TokenRequest.SCORE_NOTHING);
  }

  public static TokenRequest endingAt(int[] prompt, Sampling sampling, Set<Integer> endTokens) {
    return of(prompt, sampling.params(), endTokens, 0, TokenRequest.SCORE_NOTHING);
  }

  /** Computes the prompt and scores its tokens from {@code scoreFrom} on. */
  public static TokenRequest scoring(int[] prompt, int scoreFrom) {
    return of(prompt, Sampling.greedy().maxTokens(0).params(), Set.of(), 0, scoreFrom);
  }

  private static TokenRequest of(
      int[] prompt, SamplingParams sampling, Set<Integer> endTokens, long seed, int scoreFrom) {
    return new TokenRequest(ID, prompt, sampling, endTokens, seed, scoreFrom, StopCheck.NONE);
  }

  /** Log-probability of every token, where the request asked for all of them. */
  public static double[] byToken(Logprobs logprobs) {
    double[] byToken = new double[logprobs.topTokens().length];
    Arrays.fill(byToken, Double.NaN);
    for (int i = 0; i < byToken.length; i++) {
      byToken[logprobs.topTokens()[i]] = logprobs.topLogprobs()[i];
    }
    return byToken;
  }
}
