package io.sglflink.runtime.schemas;

import io.sglflink.constraint.ByteState;
import io.sglflink.runtime.constraint.TokenConstraints;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/** How many tokens of a vocabulary bring an output to an end. Belongs to one thread. */
public final class OutputTokens implements ToIntFunction<ByteState> {

  private final TokenConstraints constraints;

  private OutputTokens(TokenConstraints constraints) {
    this.constraints = constraints;
  }

  /**
   * Counts in the tokens of a tokenizer.json or a .tiktoken file.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when it is neither, or cannot be
   *     used
   */
  public static OutputTokens open(Path tokenizer) {
    CheckVocabulary vocabulary = CheckVocabulary.open(tokenizer);
    return new OutputTokens(new TokenConstraints(vocabulary.shared(), vocabulary.splitter()));
  }

  /**
   * The tokens that are known to be enough for the shortest output that begins at {@code start};
   * {@link Integer#MAX_VALUE} where no end is known.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling takes too much work
   */
  @Override
  public int applyAsInt(ByteState start) {
    return constraints.start(start).needed();
  }
}
