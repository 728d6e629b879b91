package io.sglflink.operators.route.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.route.simulate.RoutingBench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The router's requirement, where the load allows it. */
class RoutingBenchTest {

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void hitsOfASingleCacheAndBalancedLoads(Scenario scenario) {
    for (long seed = 101; seed <= 102; seed++) {
      Report report = report(scenario, 8, seed);
      assertThat(report.allowed()).isTrue();
      RoutingBench.Row ours = report.row(PolicyKind.BOUNDED_LOAD);
      assertThat(ours.ofOptimum()).as("hits of %s", report.bench()).isGreaterThan(0.95);
      assertThat(ours.imbalance()).as("loads of %s", report.bench()).isLessThan(1.10);
      assertThat(ours.makespan())
          .isLessThan(report.row(PolicyKind.ROUND_ROBIN).makespan())
          .isLessThan(report.row(PolicyKind.KEY_BY).makespan() * 1.02)
          .isLessThan(report.row(PolicyKind.TWO_CHOICES).makespan() * 1.02);
    }
  }

  @Test
  void theSameSeedGivesTheSameReport() {
    assertThat(report(Scenario.BURSTS, 4, 5)).isEqualTo(report(Scenario.BURSTS, 4, 5));
  }

  private static Report report(Scenario scenario, int slots, long seed) {
    Traffic traffic = new Traffic(2_000 * slots, 4, 128, 1_024, 64, 128);
    return new RoutingBench(scenario, traffic, new Cluster(slots, 262_144, 128, 1, 1), seed).run();
  }
}
