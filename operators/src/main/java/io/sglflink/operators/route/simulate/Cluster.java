package io.sglflink.operators.route.simulate;

/**
 * The slots of a simulation.
 *
 * @param slots how many
 * @param cacheTokens tokens that the cache of each holds
 * @param queue prompts that a slot is given before it has answered the first of them; a sender
 *     whose next prompt goes to a full slot waits, as in Flink
 * @param window how many of these its engine has, and chooses from; 1 keeps the order of arrival
 * @param prefillCost time per prompt token that is not in the cache
 * @param decodeCost time per output token
 */
public record Cluster(
    int slots, long cacheTokens, int queue, int window, double prefillCost, double decodeCost) {

  public Cluster {
    if (slots < 1
        || cacheTokens < 1
        || queue < 1
        || window < 1
        || !(prefillCost > 0)
        || !(decodeCost > 0)) {
      throw new IllegalArgumentException(
          "slots, cache, queue, window and costs must be positive: "
              + slots
              + ", "
              + cacheTokens
              + ", "
              + queue
              + ", "
              + window
              + ", "
              + prefillCost
              + ", "
              + decodeCost);
    }
  }

  /** Slots that work in the order of arrival. */
  public Cluster(int slots, long cacheTokens, int queue, double prefillCost, double decodeCost) {
    this(slots, cacheTokens, queue, 1, prefillCost, decodeCost);
  }

  /** One slot with all caches in one. */
  Cluster single() {
    return new Cluster(1, slots * cacheTokens, queue, window, prefillCost, decodeCost);
  }
}
