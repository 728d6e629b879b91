package io.sglflink.operators.route;

import java.io.Serializable;

/** Chooses the key group of a prompt. Travels with the job graph; one instance per task. */
@FunctionalInterface
public interface Router extends Serializable {

  /**
   * The key group for a prompt with this prefix, 0 to {@code keyGroups} − 1. A replay may choose
   * another one: nothing that outlives a prompt may be kept by its route.
   */
  int keyGroup(PromptPrefix prefix, int keyGroups);
}
