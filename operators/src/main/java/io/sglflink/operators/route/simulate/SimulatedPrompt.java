package io.sglflink.operators.route.simulate;

import java.util.List;

/**
 * A prompt without its text.
 *
 * @param sender the decoding task that routes it
 * @param key what a user would key the stream by: the prompt's prefix, or its conversation
 * @param text its segments, 1 or more
 * @param answer what the model will write after them
 * @param maxTokens what the router is told of the answer's length
 */
public record SimulatedPrompt(
    int sender, String key, List<Segment> text, Segment answer, int maxTokens) {

  public SimulatedPrompt {
    text = List.copyOf(text);
  }

  /** Tokens of the prompt. */
  public int tokens() {
    int tokens = 0;
    for (Segment segment : text) {
      tokens += segment.tokens();
    }
    return tokens;
  }
}
