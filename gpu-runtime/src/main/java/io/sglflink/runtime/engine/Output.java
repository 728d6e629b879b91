package io.sglflink.runtime.engine;

import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.runtime.constraint.FailureReason;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is known of a request's output: whether it has come to its end, and what may come next. */
final class Output {

  private static final int[] NO_TOKENS = {};

  /** Runs of forced tokens that must be longer to pay are too rare to look for. */
  private static final int MOST_LEAST = 32;

  private final TokenRequest request;

  /** What changes in its logits, or null. */
  private final LogitEdits edits;

  private final List<Logprobs> logprobs = new ArrayList<>();
  private boolean jumps;
  private int length;
  private int forced;
  private int last;
  private Ending ending;

  /** Where it stands in its constraint, or null without one. */
  private TokenState constraint;

  /** Where it stood before the last token. */
  private TokenState before;

  /** Whether its constraint asks for nothing more. */
  private boolean complete;

  /** Whether it satisfies its constraint without the stop string that it has come to. */
  private boolean satisfiedAtStop;

  Output(TokenRequest request) {
    this.request = request;
    this.edits = LogitEdits.of(request);
    this.constraint = request.constraint();
  }

  /**
   * Begins the output, which may have come to its {@link #ending} at once.
   *
   * @param jumpAhead whether it may take tokens without a draw; with log-probabilities it never
   *     does, because nobody computes those of a token that is not drawn
   */
  void begin(boolean jumpAhead) {
    boolean reports = request.sampling().logprobs().enabled();
    boolean scores = request.scoreFrom() < request.prompt().length;
    jumps = jumpAhead && constraint != null && !reports && !scores;
    int most = request.sampling().maxTokens();
    int needed =
        constraint == null
            ? 0
            : follow(
                () -> {
                  complete = constraint.complete();
                  return request.complete() ? constraint.needed() : 0;
                },
                e -> fail(e, 0));
    if (needed > most) {
      ending =
          new Ending.Failed(
              FailureCode.INVALID_SAMPLING,
              String.format(
                  Locale.ROOT,
                  "%s is to complete its constraint, which needs at least %s tokens, max_tokens is"
                      + " %,d: raise max_tokens, or leave complete out",
                  request.id(),
                  needed == Integer.MAX_VALUE ? "more" : String.format(Locale.ROOT, "%,d", needed),
                  most));
    }
  }

  int length() {
    return length;
  }

  /** How many of its tokens were taken without a draw. */
  int forced() {
    return forced;
  }

  boolean isConstrained() {
    return constraint != null;
  }

  /** What changes in its logits before a draw; null for nothing. */
  LogitEdits edits() {
    return edits;
  }

  /** Log-probabilities of its tokens, empty when nobody asked for them. */
  List<Logprobs> logprobs() {
    return logprobs;
  }

  /** How it ends, or null while it goes on. */
  Ending ending() {
    return ending;
  }

  /** Whether its constraint asks for nothing more. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Whether its logits are changed by what was drawn last. A mask depends on that too, but is asked
   * for only once the model computes.
   */
  boolean changesLogits() {
    return request.sampling().penalizes();
  }

  /** Whether it satisfies its constraint; what stops an output is no part of it. */
  boolean isSatisfied() {
    if (constraint == null || constraint.ended()) {
      return true;
    }
    FinishReason reason = ending instanceof Ending.Finished finished ? finished.reason() : null;
    if (reason instanceof FinishReason.StopString) {
      return satisfiedAtStop;
    }
    return (reason instanceof FinishReason.StopToken ? before : constraint).satisfied();
  }

  /**
   * The tokens that the constraint allows next, a bit each; null without one and once the output
   * has come to its {@link #ending}. When that is none, or telling them takes too much work, the
   * output comes to its ending.
   */
  long[] allowed() {
    if (constraint == null || ending != null) {
      return null;
    }
    boolean early = length < request.sampling().minTokens();
    boolean mayEnd = !request.sampling().ignoreEos() && !early;
    long[] allowed =
        follow(
            () -> (request.complete() ? constraint.mask(left()) : constraint.mask()).words(mayEnd),
            e -> fail(e, null));
    if (allowed != null && early && !request.sampling().ignoreEos()) {
      allowed = withoutStops(allowed);
    }
    if (allowed != null && Arrays.stream(allowed).allMatch(word -> word == 0)) {
      ending = failed("no token of the model's vocabulary can go on with it: use another pattern");
    }
    return allowed;
  }

  /** Without tokens that would end it, text that they write or not, where others are left. */
  private long[] withoutStops(long[] allowed) {
    long[] others = allowed;
    for (int token : request.endTokens()) {
      if (token >> 6 < allowed.length && (allowed[token >> 6] >> token & 1) == 1) {
        others = others == allowed ? allowed.clone() : others;
        others[token >> 6] &= ~(1L << token);
      }
    }
    return Arrays.stream(others).allMatch(word -> word == 0) ? allowed : others;
  }

  private boolean completedBy(int[] next) {
    return next.length > 0
        && follow(
            () -> {
              TokenState after = constraint;
              for (int token : next) {
                after = after.next(token);
              }
              return after.complete();
            },
            e -> false);
  }

  private int left() {
    return request.sampling().maxTokens() - length;
  }

  /**
   * Takes the tokens that must come next whatever the model thinks, after which it may have come to
   * its {@link #ending}.
   *
   * @param tokens the sequence's tokens, of which {@code known} count
   * @param least how many there must be at least, unless they complete the output
   * @return those that it took
   */
  int[] jump(int[] tokens, int known, int least) {
    int[] next = ahead(tokens, known, least);
    int taken = 0;
    while (taken < next.length && ending == null && leavesRoom(next[taken])) {
      append(next[taken], null);
      taken++;
    }
    forced += taken;
    return Arrays.copyOf(next, taken);
  }

  /**
   * Whether {@link #jump} would take tokens even after the first of them is drawn.
   *
   * @param least as for {@link #jump}
   */
  boolean jumpsAfterNext(int[] tokens, int known, int least) {
    return ahead(tokens, known, least + 1).length > 1;
  }

  /** The tokens that must come next, none when they are not worth a jump. */
  private int[] ahead(int[] tokens, int known, int least) {
    if (!jumps || least > MOST_LEAST || ending != null || isComplete() || left() == 0) {
      return NO_TOKENS;
    }
    // Whether there is a way on at all is for the mask to say.
    int[] next = follow(() -> constraint.forced(tokens, known), e -> NO_TOKENS);
    return next.length < least && !completedBy(next) ? NO_TOKENS : next;
  }

  /** Whether the output can still be completed in time after {@code token}, if it is to be. */
  private boolean leavesRoom(int token) {
    return !request.complete() || follow(() -> constraint.next(token).fits(left() - 1), e -> false);
  }

  /**
   * Takes a token, after which it may have come to its {@link #ending}.
   *
   * @param token the token, or −1 when the logits were not finite
   * @param reported its log-probabilities, null when nobody asked for them
   */
  void append(int token, Logprobs reported) {
    if (token < 0) {
      ending =
          new Ending.Failed(
              FailureCode.NON_FINITE_LOGITS,
              "the model's logits after "
                  + (request.prompt().length + length)
                  + " tokens of "
                  + request.id()
                  + " are not finite: check the weights with check-model, or use another dtype");
      return;
    }
    length++;
    last = token;
    if (edits != null) {
      edits.drawn(token);
    }
    if (reported != null) {
      logprobs.add(reported);
    }
    if (constraint != null) {
      before = constraint;
      follow(
          () -> {
            constraint = constraint.next(token);
            complete = constraint.complete();
            return constraint;
          },
          e -> fail(e, constraint));
    }
    if (ending == null) {
      FinishReason reason = finishReason();
      ending = reason == null ? null : new Ending.Finished(reason);
    }
  }

  /**
   * Why it ends after its last token, or null while it goes on. A stop that falls on the last token
   * allowed counts as a stop, since that says more of the output than its length does.
   */
  FinishReason finishReason() {
    if (length > 0 && !(constraint != null && constraint.ended())) {
      boolean mayEnd = !request.sampling().ignoreEos();
      if (mayEnd && request.endTokens().contains(last)) {
        return new FinishReason.StopToken(last);
      }
      StopCheck.Stopped stop = request.stopCheck().append(last);
      if (stop != null) {
        satisfiedAtStop = isSatisfiedBy(stop.text());
        return new FinishReason.StopString(stop.matched());
      }
    }
    if (isComplete()) {
      return new FinishReason.ConstraintComplete();
    }
    return length >= request.sampling().maxTokens() ? new FinishReason.Length(length) : null;
  }

  /** Whether all of {@code text} does: a stop may begin within a token, and many tokens ago. */
  private boolean isSatisfiedBy(String text) {
    return constraint == null
        || follow(() -> request.constraint().satisfiedAfter(text), e -> false);
  }

  /** What {@code asked} says of the constraint; whatever it throws concerns this output alone. */
  private static <T> T follow(Supplier<T> asked, Function<Throwable, T> failing) {
    try {
      return asked.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failing.apply(e);
    }
  }

  private <T> T fail(Throwable e, T instead) {
    ending = failed(FailureReason.of(e));
    return instead;
  }

  private Ending failed(String why) {
    return new Ending.Failed(
        FailureCode.CONSTRAINT_UNSUPPORTED,
        "the constraint of "
            + request.id()
            + " cannot be enforced after "
            + length
            + " output tokens: "
            + why);
  }
}
