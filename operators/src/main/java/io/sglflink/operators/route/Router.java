package io.sglflink.operators.route;

import io.sglflink.operators.Prompt;
import java.io.Serializable;

/** Chooses the key groups of prompts, for one task and on its thread. */
@FunctionalInterface
public interface Router {

  /**
   * The key group for a prompt. A replay may choose another one: nothing that outlives a prompt may
   * be kept by its route.
   */
  int keyGroup(Prompt prompt);

  /** Makes a task's router. Travels with the job graph. */
  @FunctionalInterface
  interface Factory extends Serializable {

    /**
     * A router of one task.
     *
     * @param keyGroups the maximum parallelism of the evaluation; routes are 0 to {@code keyGroups}
     *     − 1
     * @param slots the parallelism of the evaluation
     */
    Router create(int keyGroups, int slots);
  }
}
