package io.sglflink.operators.route.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All policies on one scenario and number of slots.
 *
 * @param scenario what is sent
 * @param traffic how much of it
 * @param cluster the slots
 * @param seed makes the prompts
 */
public record RoutingBench(Scenario scenario, Traffic traffic, Cluster cluster, long seed) {

  /** The most load over the mean that counts as balanced. */
  public static final double BALANCED = 1.10;

  /** The share of the single cache's hits that is to be reached. */
  public static final double HITS = 0.95;

  /**
   * What one policy did.
   *
   * @param policy its name
   * @param hitRate share of the prompts' tokens that was in a cache
   * @param ofOptimum that over the single cache's
   * @param imbalance largest load over the mean
   * @param makespan time until the last answer
   */
  public record Row(
      String policy, double hitRate, double ofOptimum, double imbalance, double makespan) {

    private static Row of(String policy, Outcome outcome, Outcome single) {
      double ofOptimum = single.hitRate() == 0 ? 1 : outcome.hitRate() / single.hitRate();
      return new Row(policy, outcome.hitRate(), ofOptimum, outcome.imbalance(), outcome.makespan());
    }

    /** Whether hits and balance are what is wanted. */
    public boolean meetsTarget() {
      return ofOptimum >= HITS && imbalance <= BALANCED;
    }
  }

  /**
   * What all policies did.
   *
   * @param reachable share of the single cache's hits that balance leaves at most
   * @param rows the single cache, then the policies
   */
  public record Report(RoutingBench bench, double reachable, List<Row> rows) {

    public Report {
      rows = List.copyOf(rows);
    }

    /** Whether any policy could have both hits and balance. */
    public boolean allowed() {
      return reachable >= HITS;
    }

    /** The row of a policy. */
    public Row row(PolicyKind policy) {
      return rows.stream().filter(row -> row.policy().equals(policy.label())).findFirst().get();
    }
  }

  /** Simulates; deterministic. */
  public Report run() {
    List<SimulatedPrompt> prompts = scenario.prompts(traffic, seed);
    Outcome single =
        Simulation.run(cluster.single(), new RoundRobin(traffic.senders(), 1), prompts);
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("single-cache", single, single));
    for (PolicyKind kind : PolicyKind.values()) {
      Policy policy = kind.create(traffic.senders(), cluster.slots());
      rows.add(Row.of(kind.label(), Simulation.run(cluster, policy, prompts), single));
    }
    double reachable = Replication.reachable(prompts, single, cluster.slots(), BALANCED);
    return new Report(this, reachable, rows);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d slots, %d prompts, seed %d",
        scenario.label(),
        cluster.slots(),
        traffic.prompts(),
        seed);
  }
}
