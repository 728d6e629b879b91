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
    return held(tokens);
  }

  /**
   * The tokens of {@code prompt} and {@code choice} as one text, after the same begin-of-sequence
   * token that an empty prompt alone has.
   *
   * @param promptTokens the prompt's own
   * @throws RequestFailedException when the context does not hold them
   */
  int[] encode(RequestId id, String prompt, int[] promptTokens, String choice) {
    int[] tokens = encode(id, prompt + choice);
    Integer bos = model.bosToken();
    boolean begun = bos != null && promptTokens.length == 1 && promptTokens[0] == bos;
    if (!begun || tokens[0] == bos) {
      return tokens;
    }
    int[] whole = new int[tokens.length + 1];
    whole[0] = bos;
    System.arraycopy(tokens, 0, whole, 1, tokens.length);
    return held(whole);
  }

  private int[] held(int[] tokens) {
    if (tokens.length > model.contextLength()) {
      throw new RequestFailedException(
          FailureCode.PROMPT_TOO_LONG,
          String.format(
              "prompt has %,d tokens, the model's context is %,d: shorten it%s",
              tokens.length,
              model.contextLength(),
              model.contextLength() < model.maxPositions() ? " or raise --context-length" : ""));
    }
    return tokens;
  }

  /** {@code sampling} with no more output than the context has room for after the prompt. */
  SamplingParams fitContext(SamplingParams sampling, int promptLength) {
    // The last token drawn needs no room: nothing comes after it.
    return sampling.atMost(model.contextLength() - promptLength + 1);
  }
}
