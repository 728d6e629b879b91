package io.sglflink.runtime.engine;

import io.sglflink.model.Generation;
import io.sglflink.model.RequestFailedException;
import io.sglflink.runtime.engine.StepPlan.Work;
import io.sglflink.runtime.kv.KvPool;
import io.sglflink.runtime.kv.KvSequence;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A request on its way: its tokens, how many of them are planned, and its slots.
 *
 * <p>Tokens that its constraint forces are appended without a draw, behind the last token that is
 * known; so none of its draws is unanswered then.
 *
 * <p>Three numbers tell where it stands. {@code known} tokens are on the host. {@link #length}
 * counts those as well that launched steps draw and whose answer is not there yet. Of these, {@link
 * #planned} have their keys and values written by steps that were launched, or are now planned:
 * steps run in order, so to every later step that is as good as computed.
 *
 * <p>The engine's thread owns it; {@link #future} alone is shared.
 */
final class Sequence {

  static final long NO_TICKET = -1;
  static final long NO_DEADLINE = Long.MAX_VALUE;

  private final TokenRequest request;
  private final CompletableFuture<TokenResult> future = new CompletableFuture<>();
  private final Output output;
  private final List<Logprobs> scored = new ArrayList<>();
  private final long submitted;
  private long ticket = NO_TICKET;
  private int[] tokens;
  private int known;
  private int planned;

  /** Tokens that it had when it was admitted, which may be others' as well. */
  private int admittedLength;

  private int drawing;
  private int drawIndex;
  private int scoreFrom;
  private KvSequence kv;
  private boolean isLong;
  private boolean hasBegun;
  private boolean wasAdmitted;
  private long admitted;
  private int cachedTokens;
  private int retractions;

  /** Whether tokens are forced behind the one whose answer is not there yet. */
  private boolean jumpsNext;

  /**
   * @param submitted time of the submission in nanoseconds
   */
  Sequence(TokenRequest request, long submitted) {
    this.request = request;
    this.submitted = submitted;
    this.tokens = request.prompt();
    this.known = tokens.length;
    this.output = new Output(request);
    this.scoreFrom = request.scoreFrom();
  }

  TokenRequest request() {
    return request;
  }

  CompletableFuture<TokenResult> future() {
    return future;
  }

  /** Its place among all requests of the engine, by their arrival. */
  long ticket() {
    return ticket;
  }

  void setTicket(long number) {
    ticket = number;
  }

  /** Time in nanoseconds from which on it is too late. */
  long deadline() {
    long millis = request.serving().timeoutMillis();
    long nanos = Math.min(TimeUnit.MILLISECONDS.toNanos(millis), Long.MAX_VALUE / 2);
    return millis == 0 ? NO_DEADLINE : submitted + nanos;
  }

  KvSequence kv() {
    return kv;
  }

  /** Whether it holds slots. */
  boolean isRunning() {
    return kv != null;
  }

  /** Tokens so far, the prompt's first; only the known ones count. */
  int[] tokens() {
    return tokens;
  }

  /** Tokens, those among them whose answer is not there yet. */
  int length() {
    return known + drawing;
  }

  int planned() {
    return planned;
  }

  /** Prompt tokens that came from the cache when it was first admitted. */
  int cachedTokens() {
    return cachedTokens;
  }

  /** Tokens to be planned as things stand. */
  int pending() {
    return length() - planned;
  }

  /** Tokens drawn, those among them whose answer is not there yet. */
  int outputLength() {
    return length() - request.prompt().length;
  }

  /** What is known of the output. */
  Output output() {
    return output;
  }

  int retractions() {
    return retractions;
  }

  /** Whether the last drawn token is all that is left to plan. */
  boolean isDecoding() {
    return outputLength() > 0 && pending() == 1;
  }

  /** Whether a token may be drawn once all tokens so far are computed. */
  boolean draws() {
    return outputLength() < request.sampling().maxTokens() && !output.isComplete();
  }

  /**
   * Whether its next row cannot be planned before the answer to the last one is there: the draw
   * depends on the token, forced tokens follow it, or with it the sequence becomes a long one.
   */
  boolean needsAnswer(int shortLength) {
    boolean lengthens = !isLong && length() > shortLength;
    return drawing > 0 && draws() && (lengthens || jumpsNext || output.changesLogits());
  }

  /** Whether it is rotated as a long sequence. */
  boolean isLong() {
    return isLong;
  }

  /** Makes it a long sequence if it has more than {@code shortLength} tokens and was none. */
  boolean lengthen(int shortLength) {
    boolean now = !isLong && known > shortLength;
    isLong |= now;
    return now;
  }

  /**
   * Begins its output, once; it may have come to its ending without a draw.
   *
   * @param jumpAhead whether it takes forced tokens without a draw
   */
  void begin(boolean jumpAhead) {
    if (!hasBegun) {
      hasBegun = true;
      output.begin(jumpAhead);
      jump(0);
    }
  }

  /** Appends the tokens that come next whatever the model thinks. */
  private void jump(int least) {
    jumpsNext = false;
    for (int token : output.jump(tokens, known, least)) {
      append(token);
    }
  }

  private void append(int token) {
    if (known == tokens.length || tokens == request.prompt()) {
      tokens = Arrays.copyOf(tokens, known + Math.max(16, output.length()));
    }
    tokens[known++] = token;
  }

  /** Keys of long sequences are not those of short ones, so the cache keeps them apart. */
  String namespace() {
    return (isLong ? "long:" : "short:") + request.serving().cacheSalt();
  }

  /** Tokens that {@code pool} has cached for it now. */
  int cached(KvPool pool) {
    return pool.cached(namespace(), tokens, reusable());
  }

  /** Tokens that may come from the cache: the others' hidden states are needed. */
  private int reusable() {
    return Math.min(draws() ? known - 1 : known, scoreFrom - 1);
  }

  /**
   * Takes slots from {@code pool} for its tokens and the output that is expected of it.
   *
   * @param expectedOutput tokens
   * @return false when the pool has no room now
   */
  boolean admit(KvPool pool, int expectedOutput, long now) {
    // One that comes back gets room for as much output again, so it will not come back often.
    int more = Math.max(Growth.BLOCK, output.length());
    int wanted = Math.max(known + more, request.prompt().length + expectedOutput - 1);
    kv = pool.admit(namespace(), tokens, reusable(), Math.min(request.capacity(), wanted));
    if (kv == null) {
      return false;
    }
    planned = kv.cachedTokens();
    admittedLength = known;
    if (!wasAdmitted) {
      wasAdmitted = true;
      admitted = now;
      cachedTokens = Math.min(planned, request.prompt().length);
    }
    return true;
  }

  /** Whether it has been admitted, now or before. */
  boolean wasAdmitted() {
    return wasAdmitted;
  }

  /** Slots that it may still need beyond those that it has. */
  int missingSlots() {
    return request.capacity() - kv.capacity();
  }

  /** Slots that its tokens need and it does not have. */
  int wantedSlots() {
    return draws() ? Math.max(0, length() - kv.capacity()) : 0;
  }

  /**
   * Takes {@code slots} slots more, at least those that it wants and at most those that it misses;
   * false when there is no room now.
   */
  boolean grow(KvPool pool, int slots) {
    return pool.grow(kv, Math.min(Math.max(slots, wantedSlots()), missingSlots()));
  }

  /** Gives the slots back, to be admitted again; what is computed stays cached. */
  void retract(KvPool pool) {
    release(pool);
    retractions++;
  }

  /** Plans its tokens up to {@code end}, and lets others have what they need not compute again. */
  Work plan(int end, boolean draws, KvPool pool) {
    Work work = new Work(this, planned, end, draws, scoreFrom);
    boolean mayBeOthers = planned < admittedLength;
    planned = end;
    scoreFrom = Math.max(scoreFrom, end + 1);
    if (mayBeOthers) {
      pool.publish(kv, tokens, end);
    }
    return work;
  }

  /** The id of its token at {@code position}, in the form of {@code StepInput.ids}. */
  long id(int position) {
    return position < known ? tokens[position] : -1 - drawIndex;
  }

  /** Takes note that the step just launched draws its next token, as the {@code index}-th. */
  void drawing(int index) {
    drawing++;
    drawIndex = index;
  }

  void addScore(Logprobs logprobs) {
    scored.add(logprobs);
  }

  /**
   * Takes the answer to its oldest draw and, unless another is under way, what is forced after it,
   * whereupon the output may have come to its end.
   *
   * @param token the token, or −1 when the logits were not finite
   * @param logprobs its log-probabilities, null when nobody asked for them
   * @param leastJump forced tokens that are worth a step with rows beside its decodes
   */
  void answer(int token, Logprobs logprobs, int leastJump) {
    drawing--;
    output.append(token, logprobs);
    if (token >= 0) {
      append(token);
      if (drawing == 0) {
        jump(leastJump);
      } else {
        jumpsNext = output.jumpsAfterNext(tokens, known, leastJump);
      }
    }
  }

  /** Frees the slots; the answer tells whoever waits for it. */
  Runnable end(Ending how, KvPool pool, long now) {
    release(pool);
    if (how instanceof Ending.Failed failed) {
      RequestFailedException error = new RequestFailedException(failed.code(), failed.message());
      return () -> future.completeExceptionally(error);
    }
    long started = wasAdmitted ? admitted : now;
    TokenResult result =
        new TokenResult(
            Arrays.copyOfRange(tokens, request.prompt().length, known),
            output.forced(),
            output.isSatisfied(),
            ((Ending.Finished) how).reason(),
            cachedTokens,
            scored,
            output.logprobs(),
            new Generation.Timing(started - submitted, now - started));
    return () -> future.complete(result);
  }

  /**
   * Gives the slots back; what is computed stays cached.
   *
   * <p>A launched step may still write rows of this sequence. That is no harm: whoever gets the
   * slots next is written by a later step, and steps run in order.
   */
  void release(KvPool pool) {
    if (kv != null) {
      // A row of the last token is there only when steps overlap; what is cached is to be the same.
      int computed = Math.min(planned, output.length() > 0 ? known - 1 : known);
      pool.release(kv, tokens, computed);
      kv = null;
    }
  }
}
