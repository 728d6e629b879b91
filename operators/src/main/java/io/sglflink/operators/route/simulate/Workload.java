package io.sglflink.operators.route.simulate;

import java.util.List;

/** Makes prompts. */
interface Workload {

  /** The same prompts for the same seed. */
  List<SimulatedPrompt> prompts(Traffic traffic, long seed);
}
