package io.sglflink.model;

/** Why a generation ended. */
public sealed interface FinishReason {

  /** {@code max_tokens} or the model's context was reached after {@code tokens} output tokens. */
  record Length(int tokens) implements FinishReason {}

  /** The output reached {@code matched}, a stop string or a pattern; the text is cut before it. */
  record StopString(String matched) implements FinishReason {}

  /** The model drew {@code tokenId}, an end-of-sequence or stop token. */
  record StopToken(int tokenId) implements FinishReason {}

  /** The output completed its constraint. */
  record ConstraintComplete() implements FinishReason {}
}
