package io.sglflink.runtime;

import io.sglflink.model.ChatFormat;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.util.Set;

/**
 * What of a checkpoint lies outside the tensors.
 *
 * @param endTokens the model's end-of-sequence tokens
 * @param bosToken begin-of-sequence token, or null
 * @param vocabSize number of the model's token ids, which may be more than the tokenizer has
 * @param contextLength most tokens of a prompt and its output together
 * @param maxPositions most tokens that the model was made for, at least {@code contextLength}
 */
record LoadedModel(
    Tokenizer tokenizer,
    ChatFormat chatFormat,
    Set<Integer> endTokens,
    Integer bosToken,
    int vocabSize,
    int contextLength,
    int maxPositions) {

  LoadedModel {
    endTokens = Set.copyOf(endTokens);
  }
}
