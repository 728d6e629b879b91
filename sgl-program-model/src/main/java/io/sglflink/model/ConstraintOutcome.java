package io.sglflink.model;

import io.sglflink.constraint.LeftOut;
import java.util.List;

/**
 * What became of a generation's constraint.
 *
 * @param satisfied whether the output satisfies it; not so where {@code max_tokens} or a stop cut
 *     it short
 * @param forcedTokens output tokens that were taken without asking the model, because nothing else
 *     could come
 * @param leftOut what was not enforced, because the constraint was asked to be lenient
 */
public record ConstraintOutcome(boolean satisfied, int forcedTokens, List<LeftOut> leftOut) {

  public ConstraintOutcome {
    leftOut = List.copyOf(leftOut);
  }
}
