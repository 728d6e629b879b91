package io.sglflink.operators.route.simulate;

import io.sglflink.operators.route.BoundedLoadRouter;
import io.sglflink.operators.route.PromptPrefix;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** The job's own router, one per sender. */
final class BoundedLoad implements Policy {

  private static final int KEY_GROUPS = 128;

  private final int slots;
  private final List<BoundedLoadRouter> routers = new ArrayList<>();

  BoundedLoad(int senders, int slots) {
    this.slots = slots;
    for (int sender = 0; sender < senders; sender++) {
      routers.add(new BoundedLoadRouter(KEY_GROUPS, slots));
    }
  }

  @Override
  public int slot(SimulatedPrompt prompt, int[] inFlight) {
    PromptPrefix prefix = PromptPrefix.ofHashes(BlockHashes.of(prompt.text()));
    int group = routers.get(prompt.sender()).keyGroup(prefix, prompt.maxTokens());
    return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(KEY_GROUPS, slots, group);
  }
}
