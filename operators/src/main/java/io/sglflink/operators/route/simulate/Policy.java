package io.sglflink.operators.route.simulate;

/** Chooses slots. One object serves all senders of a simulation. */
public interface Policy {

  /**
   * The slot for a prompt.
   *
   * @param inFlight prompts that each slot was given and has not answered; only a gateway that all
   *     prompts and answers pass knows that. Not to be modified
   */
  int slot(SimulatedPrompt prompt, int[] inFlight);
}
