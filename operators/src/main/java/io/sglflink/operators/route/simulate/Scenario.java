package io.sglflink.operators.route.simulate;

import java.util.List;

/** The workloads that are simulated. */
public enum Scenario {
  UNIFORM("uniform", new PrefixMix(size -> Weights.zipf(size, 0))),
  ZIPF_1_0("zipf-1.0", new PrefixMix(size -> Weights.zipf(size, 1.0))),
  ZIPF_1_2("zipf-1.2", new PrefixMix(size -> Weights.zipf(size, 1.2))),
  ZIPF_1_6("zipf-1.6", new PrefixMix(size -> Weights.zipf(size, 1.6))),
  ONE_HOT("one-hot", new PrefixMix(size -> Weights.oneHot(size, 0.5))),
  MULTI_TURN("multi-turn", new Conversations()),
  FEW_SHOT("few-shot", new FewShot()),
  BURSTS("bursts", new Bursts());

  private final String label;
  private final Workload workload;

  Scenario(String label, Workload workload) {
    this.label = label;
    this.workload = workload;
  }

  /** The scenario's name in options and reports. */
  public String label() {
    return label;
  }

  /** The same prompts for the same seed. */
  public List<SimulatedPrompt> prompts(Traffic traffic, long seed) {
    return workload.prompts(traffic, seed);
  }
}
