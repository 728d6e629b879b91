package io.sglflink.operators.route.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What balance costs in hits, whatever the policy.
 *
 * <p>A segment whose prompts make w of the work of a slot must be in at least ⌈w / limit⌉ caches,
 * and in each but one of them it is prefilled once more than in a single cache.
 */
public final class Replication {

  private Replication() {}

  /**
   * The share of a single cache's hits that a balanced cluster can reach at most.
   *
   * @param single what the single cache did with {@code prompts}
   * @param limit most load of a slot over the mean
   */
  public static double reachable(
      List<SimulatedPrompt> prompts, Outcome single, int slots, double limit) {
    Map<Segment, Long> works = new HashMap<>();
    for (int i = 0; i < prompts.size(); i++) {
      for (Segment segment : prompts.get(i).text()) {
        works.merge(segment, (long) single.work()[i], Long::sum);
      }
    }
    double mean = (double) single.total() / slots;
    double again = 0;
    for (Map.Entry<Segment, Long> entry : works.entrySet()) {
      double copies = Math.min(slots, Math.ceil(entry.getValue() / (limit * mean)));
      again += (copies - 1) * entry.getKey().tokens();
    }
    return single.cachedTokens() == 0
        ? 1
        : Math.max(0, (single.cachedTokens() - again) / single.cachedTokens());
  }
}
