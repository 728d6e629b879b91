package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests of mixed lengths that share nothing: the offline benchmark of nano-vllm and mini-sglang,
 * with greedy draws.
 *
 * @param requests requests, all submitted at once
 * @param input least and most tokens of a prompt
 * @param output least and most tokens that a request draws
 */
public record OfflineMix(int requests, Range input, Range output) implements Scenario {

  public OfflineMix {
    check("requests", requests, 1);
    check("input tokens", input.least(), 1);
    check("output tokens", output.least(), 1);
  }

  @Override
  public String name() {
    return "offline-mix";
  }

  @Override
  public long slots() {
    return (long) requests * (input.most() + output.most());
  }

  @Override
  public List<Call> start(Prompts prompts) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      int[] prompt = prompts.tokens(input.draw(prompts));
      calls.add(Call.generate(prompt, output.draw(prompts)));
    }
    return calls;
  }
}
