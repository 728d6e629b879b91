package io.sglflink.runtime;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;

/** Turns prompts into tokens and holds them to the model's context. */
final class PromptEncoder {

  private final LoadedModel model;

  PromptEncoder(LoadedModel model) {
    this.model = model;
  }

  /**
   * The tokens of {@code text}, at least one.
   *
   * @throws RequestFailedException when there are none, or more than the context holds
   */
  int[] encode(RequestId id, String text) {
    int[] tokens = model.tokenizer().encode(text);
    if (tokens.length == 0) {
      if (model.bosToken() == null) {
        throw new RequestFailedException(
            FailureCode.PROMPT_EMPTY,
            "step "
                + id.step()
                + " has no text before it and the model has no begin-of-sequence token: put text"
                + " before the gen or select");
      }
      return new int[] {model.bosToken()};
    }
    if (tokens.length > model.contextLength()) {
      throw new RequestFailedException(
          FailureCode.PROMPT_TOO_LONG,
          String.format(
              "prompt has %,d tokens, the model's context is %,d: shorten it or raise"
                  + " --context-length",
              tokens.length, model.contextLength()));
    }
    return tokens;
  }

  /** {@code sampling} with no more output than the context has room for after the prompt. */
  SamplingParams fitContext(SamplingParams sampling, int promptLength) {
    // The last token drawn needs no room: nothing comes after it.
    int room = model.contextLength() - promptLength + 1;
    if (sampling.maxTokens() <= room) {
      return sampling;
    }
    return new SamplingParams(
        room,
        Math.min(sampling.minTokens(), room),
        sampling.temperature(),
        sampling.topP(),
        sampling.topK(),
        sampling.minP(),
        sampling.frequencyPenalty(),
        sampling.presencePenalty(),
        sampling.stop(),
        sampling.stopTokenIds(),
        sampling.ignoreEos(),
        sampling.logprobs());
  }
}
