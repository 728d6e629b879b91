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
    Report report = report(scenario, 8, 16_000, 101);
    assertThat(report.allowed()).isTrue();
    RoutingBench.Row ours = report.row(PolicyKind.BOUNDED_LOAD);
    assertThat(ours.ofOptimum()).isGreaterThan(RoutingBench.HITS);
    assertThat(ours.imbalance()).isLessThan(RoutingBench.BALANCED);
    assertThat(ours.makespan())
        .isLessThan(report.row(PolicyKind.ROUND_ROBIN).makespan())
        .isLessThan(report.row(PolicyKind.KEY_BY).makespan());
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
