package io.sglflink.operators.route.simulate;

import java.util.List;

/** The workloads that are simulated. */
public enum Scenario {
  UNIFORM("uniform"),
  ZIPF_1_0("zipf-1.0"),
  ZIPF_1_2("zipf-1.2"),
  ZIPF_1_6("zipf-1.6"),
  ONE_HOT("one-hot"),
  MULTI_TURN("multi-turn"),
  FEW_SHOT("few-shot"),
  BURSTS("bursts");

  private final String label;

  Scenario(String label) {
    this.label = label;
  }

  /** The scenario's name in reports. */
  public String label() {
    return label;
  }

  /** The same prompts for the same seed. */
  public List<SimulatedPrompt> prompts(Traffic traffic, long seed) {
    return workload().prompts(traffic, seed);
  }

  private Workload workload() {
    return switch (this) {
      case UNIFORM -> new PrefixMix(size -> Weights.zipf(size, 0));
      case ZIPF_1_0 -> new PrefixMix(size -> Weights.zipf(size, 1.0));
      case ZIPF_1_2 -> new PrefixMix(size -> Weights.zipf(size, 1.2));
      case ZIPF_1_6 -> new PrefixMix(size -> Weights.zipf(size, 1.6));
      case ONE_HOT -> new PrefixMix(size -> Weights.oneHot(size, 0.5));
      case MULTI_TURN -> new Conversations();
      case FEW_SHOT -> new FewShot();
      case BURSTS -> new Bursts();
    };
  }
}
