package io.sglflink.runtime.engine;

import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.kv.KvPool;
import io.sglflink.runtime.kv.KvSequence;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request on its way: its tokens so far, how many of them are computed, and its slots.
 *
 * <p>The engine's thread owns it; {@link #future} alone is shared.
 */
final class Sequence {

  /** What long sequences' namespaces end with. */
  private static final String LONG = "\0long";

  private final TokenRequest request;
  private final CompletableFuture<TokenResult> future = new CompletableFuture<>();

  /** What changes in its logits, or null. */
  private final LogitEdits edits;

  private final List<Logprobs> scored = new ArrayList<>();
  private final List<Logprobs> drawn = new ArrayList<>();
  private final long submitted;
  private int[] tokens;
  private int length;
  private int computed;
  private KvSequence kv;
  private boolean isLong;
  private long admitted;

  /** Where the output stands in its constraint, or null without one. */
  private TokenState constraint;

  Sequence(TokenRequest request, long submitted) {
    this.request = request;
    this.edits = LogitEdits.of(request);
    this.submitted = submitted;
    this.tokens = request.prompt();
    this.length = tokens.length;
    this.constraint = request.constraint();
  }

  TokenRequest request() {
    return request;
  }

  CompletableFuture<TokenResult> future() {
    return future;
  }

  KvSequence kv() {
    return kv;
  }

  /** Tokens so far, the prompt's first; only the first {@link #length} count. */
  int[] tokens() {
    return tokens;
  }

  int length() {
    return length;
  }

  int computed() {
    return computed;
  }

  int outputLength() {
    return length - request.prompt().length;
  }

  LogitEdits edits() {
    return edits;
  }

  /**
   * The tokens that the constraint allows next, or null without one.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling them takes too much work
   */
  long[] allowed() {
    SamplingParams sampling = request.sampling();
    boolean mayEnd = !sampling.ignoreEos() && outputLength() >= sampling.minTokens();
    return constraint == null ? null : constraint.mask().words(mayEnd);
  }

  /** Whether the last drawn token is all that is left to compute. */
  boolean isDecoding() {
    return outputLength() > 0 && computed == length - 1;
  }

  /** Whether it is rotated as a long sequence. */
  boolean isLong() {
    return isLong;
  }

  /** Makes it a long sequence if it has more than {@code shortLength} tokens and was none. */
  boolean lengthen(int shortLength) {
    boolean now = !isLong && length > shortLength;
    isLong |= now;
    return now;
  }

  /** Takes slots from {@code pool}; false when it has no room now. */
  boolean admit(KvPool pool, long now) {
    kv = pool.admit(namespace(), tokens, reusable(), request.capacity());
    if (kv == null) {
      return false;
    }
    computed = kv.cachedTokens();
    admitted = outputLength() == 0 ? now : admitted;
    return true;
  }

  /** Tokens that {@code pool} has cached for it now. */
  int cached(KvPool pool) {
    return pool.cached(namespace(), tokens, reusable());
  }

  /** Tokens that may come from the cache: with output, all that it needs is the next token. */
  private int reusable() {
    return outputLength() == 0 ? request.reusable() : length - 1;
  }

  /** Keys of long sequences are not those of short ones, so the cache keeps them apart. */
  private String namespace() {
    return isLong ? request.serving().cacheSalt() + LONG : request.serving().cacheSalt();
  }

  /** Gives the slots back, to be admitted again as the long sequence that it has become. */
  void retract(KvPool pool) {
    pool.release(kv, tokens, computed);
    kv = null;
  }

  /** Takes note that the keys and values of tokens up to {@code end} are written. */
  void advance(int end, KvPool pool) {
    int prompt = request.prompt().length;
    boolean ofPrompt = computed < prompt;
    computed = end;
    if (ofPrompt) {
      // Chunk by chunk, so that whoever begins alike need not wait for all of it.
      int published = Math.min(end, prompt);
      pool.publish(kv, tokens, published);
    }
  }

  void addScore(Logprobs logprobs) {
    scored.add(logprobs);
  }

  /**
   * Takes a drawn token and its log-probabilities, null when nobody asked for them.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when the constraint takes too much
   *     work
   */
  void append(int token, Logprobs logprobs) {
    if (length == tokens.length || tokens == request.prompt()) {
      tokens = Arrays.copyOf(tokens, length + Math.max(16, outputLength()));
    }
    tokens[length++] = token;
    if (edits != null) {
      edits.drawn(token);
    }
    if (logprobs != null) {
      drawn.add(logprobs);
    }
    if (constraint != null) {
      constraint = constraint.next(token);
    }
  }

  /**
   * Why the sequence ends after its last token, or null while it goes on. A stop that falls on the
   * last token allowed counts as a stop, since that says more of the output than its length does.
   */
  FinishReason finishReason() {
    if (outputLength() > 0 && !(constraint != null && constraint.ended())) {
      int last = tokens[length - 1];
      boolean mayEnd = !request.sampling().ignoreEos();
      if (mayEnd && request.endTokens().contains(last)) {
        return new FinishReason.StopToken(last);
      }
      String stop = request.stopCheck().append(last);
      if (stop != null) {
        return new FinishReason.StopString(stop);
      }
    }
    if (isComplete()) {
      return new FinishReason.ConstraintComplete();
    }
    boolean full = outputLength() >= request.sampling().maxTokens();
    return full ? new FinishReason.Length(outputLength()) : null;
  }

  /** Whether a token may be drawn once all tokens so far are computed. */
  boolean draws() {
    return outputLength() < request.sampling().maxTokens() && !isComplete();
  }

  private boolean isComplete() {
    return constraint != null && constraint.complete();
  }

  /** Frees the slots; the answer tells whoever waits for it. */
  Runnable finish(FinishReason reason, KvPool pool, long now) {
    release(pool);
    TokenResult result =
        new TokenResult(
            Arrays.copyOfRange(tokens, request.prompt().length, length),
            reason,
            kv.cachedTokens(),
            scored,
            drawn,
            new Generation.Timing(admitted - submitted, now - admitted));
    return () -> future.complete(result);
  }

  /** Frees the slots; the answer tells whoever waits for it. */
  Runnable fail(FailureCode code, String message, KvPool pool) {
    release(pool);
    return () -> future.completeExceptionally(new RequestFailedException(code, message));
  }

  /** Gives the slots back; what is computed stays cached. */
  void release(KvPool pool) {
    if (kv != null) {
      int cached = Math.min(computed, length);
      pool.release(kv, tokens, cached);
    }
  }
}
