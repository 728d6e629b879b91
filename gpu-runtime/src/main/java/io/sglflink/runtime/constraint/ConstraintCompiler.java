package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.regex.CompiledRegex;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.BoundedCache;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.util.Set;

/**
 * Compiles the constraints of requests, and keeps those that were asked for last.
 *
 * <p>Belongs to one thread.
 */
public final class ConstraintCompiler {

  private static final int KEPT = 32;

  private final TokenBytes tokens;
  private final Set<Integer> ends;
  private final int vocabSize;
  private final BoundedCache<String, TokenState> regexes = new BoundedCache<>(KEPT);

  /** Made for the first request that needs it: a large vocabulary takes a while. */
  private TokenVocabulary vocabulary;

  /**
   * @param ends the model's end-of-sequence tokens
   * @param vocabSize size of the model's vocabulary, which may be padded
   */
  public ConstraintCompiler(TokenBytes tokens, Set<Integer> ends, int vocabSize) {
    this.tokens = tokens;
    this.ends = Set.copyOf(ends);
    this.vocabSize = vocabSize;
  }

  /**
   * The start of {@code constraint}, or null where there is none.
   *
   * @throws RequestFailedException when it cannot be enforced
   */
  public TokenState compile(RequestId id, Constraint constraint) {
    if (constraint instanceof Constraint.Regex regex) {
      return regex(id, regex.pattern());
    }
    if (constraint instanceof Constraint.None) {
      return null;
    }
    throw new IllegalArgumentException("no way to enforce " + constraint);
  }

  private TokenState regex(RequestId id, String pattern) {
    if (tokens.obstacle() != null) {
      throw unsupported(
          id,
          "the tokenizer's decoder is "
              + tokens.obstacle()
              + ", of which it is not known what tokens write: use a model with a byte-level or"
              + " SentencePiece tokenizer");
    }
    TokenState known = regexes.get(pattern);
    if (known == null) {
      known = start(id, pattern);
      regexes.put(pattern, known);
    }
    return known;
  }

  /** The start of an output that follows {@code start}, whose states this compiler's user owns. */
  public TokenState start(ByteState start) {
    if (vocabulary == null) {
      vocabulary = new TokenVocabulary(tokens, ends, vocabSize);
    }
    return TokenState.start(new TokenMasks(vocabulary), start);
  }

  private TokenState start(RequestId id, String pattern) {
    try {
      return start(CompiledRegex.compile(pattern).start());
    } catch (RegexException e) {
      throw unsupported(id, e.getMessage());
    }
  }

  private static RequestFailedException unsupported(RequestId id, String why) {
    return new RequestFailedException(
        FailureCode.CONSTRAINT_UNSUPPORTED,
        "step " + id.step() + " has a regex or dtype that cannot be enforced: " + why);
  }
}
