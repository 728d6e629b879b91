package io.sglflink.runtime.bench;

import io.sglflink.runtime.EngineStats;

/**
 * What a load was and how it went.
 *
 * @param requests requests of the load
 * @param promptTokens tokens of their prompts
 * @param outputTokens tokens that they drew
 * @param scoredTokens prompt tokens whose log-probabilities they asked for
 * @param longestChain steps of the requests that had to wait for each other's outputs, one after
 *     the other, where there were most
 * @param seconds from the first submission to the last end
 * @param decode the time in which all requests decoded side by side, or null without one
 * @param before the engine's counters at the start
 * @param after the engine's counters at the end
 * @param tree all tokens
 */
record Outcome(
    int requests,
    long promptTokens,
    long outputTokens,
    long scoredTokens,
    long longestChain,
    double seconds,
    Decode decode,
    EngineStats before,
    EngineStats after,
    PromptTree tree) {

  /**
   * Steady decoding.
   *
   * @param tokensPerSecond tokens of all requests
   * @param stepMillis mean time between two tokens of one request
   */
  record Decode(double tokensPerSecond, double stepMillis) {}

  long cachedTokens() {
    return after.cachedTokens() - before.cachedTokens();
  }

  long prefilledTokens() {
    return after.prefilledTokens() - before.prefilledTokens();
  }

  /** Output tokens that nobody drew. */
  long forcedTokens() {
    return after.forcedTokens() - before.forcedTokens();
  }

  long steps() {
    return after.steps() - before.steps();
  }

  long retractions() {
    return after.retractions() - before.retractions();
  }

  /** The engine thread's time. */
  EngineStats.TimeSpent time() {
    EngineStats.TimeSpent from = before.time();
    EngineStats.TimeSpent to = after.time();
    return new EngineStats.TimeSpent(
        to.schedule() - from.schedule(),
        to.sample() - from.sample(),
        to.launch() - from.launch(),
        to.device() - from.device());
  }
}
