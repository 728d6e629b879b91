package io.sglflink.runtime.engine;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is known of a request's output: whether it has come to its end, and what may come next. */
final class Output {

  private final TokenRequest request;

  /** What changes in its logits, or null. */
  private final LogitEdits edits;

  private final List<Logprobs> logprobs = new ArrayList<>();
  private int length;
  private int last;
  private Ending ending;

  /** Where it stands in its constraint, or null without one. */
  private TokenState constraint;

  Output(TokenRequest request) {
    this.request = request;
    this.edits = LogitEdits.of(request);
    this.constraint = request.constraint();
  }

  int length() {
    return length;
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
    return constraint != null && constraint.complete();
  }

  /** Whether what may be drawn next depends on its last token in a way that the host works out. */
  boolean guidesDraws() {
    return constraint != null || request.sampling().penalizes();
  }

  /**
   * The tokens that the constraint allows next, a bit each; null without one. When that is none, or
   * telling them takes too much work, the output comes to its {@link #ending}.
   */
  long[] allowed() {
    if (constraint == null) {
      return null;
    }
    boolean mayEnd = !request.sampling().ignoreEos() && length >= request.sampling().minTokens();
    try {
      long[] allowed = constraint.mask().words(mayEnd);
      if (Arrays.stream(allowed).allMatch(word -> word == 0)) {
        ending =
            failed("no token of the model's vocabulary can go on with it: use another pattern");
      }
      return allowed;
    } catch (ConstraintBudgetException e) {
      ending = failed(e.getMessage());
      return null;
    }
  }

  /**
   * Takes a drawn token, after which it may have come to its {@link #ending}.
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
    try {
      constraint = constraint == null ? null : constraint.next(token);
      FinishReason reason = finishReason();
      ending = reason == null ? null : new Ending.Finished(reason);
    } catch (ConstraintBudgetException e) {
      ending = failed(e.getMessage());
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
      String stop = request.stopCheck().append(last);
      if (stop != null) {
        return new FinishReason.StopString(stop);
      }
    }
    if (isComplete()) {
      return new FinishReason.ConstraintComplete();
    }
    return length >= request.sampling().maxTokens() ? new FinishReason.Length(length) : null;
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
