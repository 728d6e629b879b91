package io.sglflink.job.cli;

import io.sglflink.runtime.bench.Bench;
import io.sglflink.runtime.bench.Scenario;
import java.util.List;

/** A benchmark of scenarios: their own options come from a subclass. */
abstract class ScenarioCommand extends ModelBenchCommand {

  /**
   * What is measured, one after the other.
   *
   * @throws IllegalArgumentException when an option is out of range
   */
  abstract List<? extends Scenario> scenarios();

  @Override
  final void check() {
    List<? extends Scenario> unused = scenarios();
  }

  @Override
  final void measure(Bench.Settings settings) {
    new Bench(settings, this::report, this::progress).run(scenarios());
  }
}
