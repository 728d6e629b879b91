package io.sglflink.operators.route.simulate;

/**
 * How much of a workload there is.
 *
 * @param prompts prompts, at least 1
 * @param senders decoding tasks, at least 1
 * @param prefixes different prefixes, at least 1
 * @param prefixTokens tokens of a prefix
 * @param ownTokens tokens that a prompt has for itself, on average
 * @param maxTokens most output tokens; answers have between a quarter of them and all
 */
public record Traffic(
    int prompts, int senders, int prefixes, int prefixTokens, int ownTokens, int maxTokens) {

  public Traffic {
    if (prompts < 1
        || senders < 1
        || prefixes < 1
        || prefixTokens < 16
        || ownTokens < 4
        || maxTokens < 4) {
      throw new IllegalArgumentException(
          "traffic needs a prompt, a sender and a prefix, prefixes of 16 tokens, and prompts and"
              + " outputs of 4");
    }
  }
}
