package io.sglflink.operators.route.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.route.simulate.RoutingBench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The router's requirement, where the load allows it. */
class RoutingBenchTest {

  /** What blind senders may be behind the best rival: see docs/benchmarks.md. */
  private static final double MOST_BEHIND = 1.05;

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void hitsOfASingleCacheBalancedLoadsAndNearlyTheBestMakespan(Scenario scenario) {
    for (int slots : new int[] {4, 8}) {
      Report report = report(scenario, slots, 16_000, 101);
      assertThat(report.allowed()).isTrue();
      RoutingBench.Row ours = report.row(PolicyKind.BOUNDED_LOAD);
      assertThat(ours.ofOptimum()).as("hits").isGreaterThan(RoutingBench.HITS);
      assertThat(ours.imbalance()).as("load").isLessThan(RoutingBench.BALANCED);
      for (PolicyKind rival : PolicyKind.values()) {
        assertThat(ours.makespan())
            .as(rival.label())
            .isLessThanOrEqualTo(report.row(rival).makespan() * MOST_BEHIND);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameReport() {
    assertThat(report(Scenario.BURSTS, 4, 2_000, 5))
        .isEqualTo(report(Scenario.BURSTS, 4, 2_000, 5));
  }

  private static Report report(Scenario scenario, int slots, int prompts, long seed) {
    Traffic traffic = new Traffic(prompts, 4, 128, 1_024, 64, 128);
    return new RoutingBench(scenario, traffic, new Cluster(slots, 262_144, 128, 1, 1), seed).run();
  }
}
