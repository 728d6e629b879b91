package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests whose prompts begin alike and end differently, all submitted at once.
 *
 * @param name {@code decode}, {@code prefill}, {@code shared-prefix} or {@code schedule}, which
 *     differ only in what is interesting about them
 * @param groups prefixes that there are
 * @param requests requests of all groups together
 * @param shared tokens of a prefix
 * @param unique tokens that each prompt has for itself
 * @param output tokens that each request draws
 */
public record SharedPrefix(
    String name, int groups, int requests, int shared, int unique, int output) implements Scenario {

  public SharedPrefix {
    check("requests", requests, 1);
    check("groups", groups, 1);
    check("shared tokens", shared, 0);
    check("unique tokens", unique, 1);
    check("output tokens", output, 0);
  }

  /**
   * Many requests that decode side by side.
   *
   * @param prompt tokens of a prompt, its {@code shared} ones among them
   */
  public static SharedPrefix decode(int batch, int prompt, int shared, int output) {
    if (shared < 0 || shared >= prompt) {
      throw new IllegalArgumentException(
          String.format(
              "shared is %,d of %,d prompt tokens: leave each prompt at least one of its own",
              shared, prompt));
    }
    check("output tokens", output, 2);
    return new SharedPrefix("decode", 1, batch, shared, prompt - shared, output);
  }

  /** Prompts that have nothing in common, and no output. */
  public static SharedPrefix prefill(int requests, int prompt) {
    return new SharedPrefix("prefill", 1, requests, 0, prompt, 0);
  }

  @Override
  public long slots() {
    return (long) requests * (shared + unique + output);
  }

  @Override
  public List<Call> start(Prompts prompts) {
    List<int[]> prefixes = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      prefixes.add(prompts.tokens(shared));
    }
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      int[] prompt = Prompts.join(prefixes.get(i % groups), prompts.tokens(unique));
      calls.add(Call.generate(prompt, output));
    }
    return calls;
  }
}
