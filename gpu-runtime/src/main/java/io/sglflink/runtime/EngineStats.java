package io.sglflink.runtime;

/**
 * Counters of an engine since it was opened; a consistent snapshot.
 *
 * @param running requests that hold KV slots now
 * @param waiting requests that wait for admission now
 * @param promptTokens prompt tokens of admitted requests, cached ones included
 * @param cachedTokens prompt tokens whose keys and values were reused
 * @param prefilledTokens rows of steps that were not a decode: prompt tokens that were computed,
 *     tokens that were computed again, and forced tokens with the one that was drawn before them
 * @param generatedTokens tokens of outputs
 * @param forcedTokens those of them that a constraint left no choice about and nobody drew
 * @param steps model steps run
 * @param retractions times that a running request was put back
 * @param kvSlots slots of the KV pool
 * @param kvSlotsFree slots that neither a request nor the prefix cache holds
 * @param time where the engine thread's time went
 */
public record EngineStats(
    int running,
    int waiting,
    long promptTokens,
    long cachedTokens,
    long prefilledTokens,
    long generatedTokens,
    long forcedTokens,
    long steps,
    long retractions,
    int kvSlots,
    int kvSlotsFree,
    TimeSpent time) {

  /** Of an engine that has done nothing yet. */
  public static final EngineStats NOTHING =
      new EngineStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, TimeSpent.NONE);

  /**
   * The engine thread's time, in nanoseconds, without the time in which it had nothing to do.
   *
   * @param schedule admission, planning and the bookkeeping of what steps computed
   * @param sample preparing draws, and following stop strings and constraints
   * @param launch handing steps to the device; on CPU, running them
   * @param device waiting for the device's answers
   */
  public record TimeSpent(long schedule, long sample, long launch, long device) {

    public static final TimeSpent NONE = new TimeSpent(0, 0, 0, 0);
  }
}
