package io.sglflink.runtime.engine;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.runtime.engine.StepPlan.Work;
import io.sglflink.runtime.kv.KvPool;
import io.sglflink.runtime.step.StepOutput;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Decides which tokens the next step computes, and what follows from a step's answer.
 *
 * <p>Requests are admitted in the order of their arrival, each with slots for all that it may need,
 * so that none has to be put back for want of slots. One is retracted when its output makes it a
 * long sequence: all of it is computed again, with the rotation of long ones. Every running
 * sequence that decodes has a row in every step; prompts fill up the rest, cut into chunks, the
 * oldest first. Pure state transitions: no thread, no clock and no tensor.
 */
final class Scheduler {

  /** Tokens in common with what another request has to compute for which a request waits. */
  private static final int WORTH_WAITING_FOR = 32;

  /** Most waiting requests that one turn looks at. */
  private static final int LOOK_AHEAD = 1024;

  private final KvPool pool;
  private final int maxRunning;
  private final int chunk;
  private final int shortLength;
  private final Deque<Sequence> waiting = new ArrayDeque<>();
  private final List<Sequence> running = new ArrayList<>();
  private final List<Runnable> ends = new ArrayList<>();
  private long promptTokens;
  private long cachedTokens;
  private long generatedTokens;

  /**
   * @param maxRunning most sequences that hold slots
   * @param chunk most prompt tokens of a step
   * @param shortLength tokens beyond which a sequence is a long one
   */
  Scheduler(KvPool pool, int maxRunning, int chunk, int shortLength) {
    this.pool = pool;
    this.maxRunning = maxRunning;
    this.chunk = chunk;
    this.shortLength = shortLength;
  }

  void add(Sequence sequence) {
    sequence.lengthen(shortLength);
    waiting.add(sequence);
  }

  /** Forgets a sequence, wherever it is, and frees what it holds. */
  void cancel(Sequence sequence) {
    if (running.remove(sequence)) {
      sequence.release(pool);
    } else {
      waiting.remove(sequence);
    }
  }

  /** Tells those who wait for them which sequences have ended since the last call. */
  void publishEnds() {
    List<Runnable> now = List.copyOf(ends);
    ends.clear();
    now.forEach(Runnable::run);
  }

  boolean isIdle() {
    return waiting.isEmpty() && running.isEmpty();
  }

  List<Sequence> running() {
    return running;
  }

  Deque<Sequence> waiting() {
    return waiting;
  }

  KvPool pool() {
    return pool;
  }

  long promptTokens() {
    return promptTokens;
  }

  long cachedTokens() {
    return cachedTokens;
  }

  long generatedTokens() {
    return generatedTokens;
  }

  /**
   * Admits waiting requests in order, until one does not fit. One whose prompt begins as one that
   * is being computed is passed over until it can reuse that.
   */
  void admit(long now) {
    Iterator<Sequence> queue = waiting.iterator();
    for (int looked = 0; looked < LOOK_AHEAD && queue.hasNext(); looked++) {
      Sequence next = queue.next();
      if (running.size() == maxRunning) {
        return;
      }
      if (sharesWhatIsBeingComputed(next)) {
        continue;
      }
      if (!next.admit(pool, now)) {
        return;
      }
      queue.remove();
      if (next.outputLength() == 0) {
        promptTokens += next.length();
        cachedTokens += next.kv().cachedTokens();
      }
      if (next.computed() == next.length()) {
        ends.add(next.finish(next.finishReason(), pool, now));
      } else {
        running.add(next);
      }
    }
  }

  private boolean sharesWhatIsBeingComputed(Sequence next) {
    if (!pool.reuses()) {
      return false;
    }
    TokenRequest request = next.request();
    for (Sequence other : running) {
      if (other.computed() >= other.request().prompt().length) {
        continue;
      }
      int shared = Math.min(request.reusable(), commonPrefix(request, other.request()));
      boolean worthIt =
          next.isLong() == other.isLong()
              && shared - other.kv().cachedTokens() >= WORTH_WAITING_FOR;
      if (worthIt && other.computed() < shared && next.cached(pool) < shared) {
        return true;
      }
    }
    return false;
  }

  private static int commonPrefix(TokenRequest one, TokenRequest other) {
    int mismatch = Arrays.mismatch(one.prompt(), other.prompt());
    return mismatch < 0 ? one.prompt().length : mismatch;
  }

  /**
   * The next step's work; empty when nothing runs. A sequence that can draw nothing because of its
   * constraint fails here.
   */
  StepPlan plan() {
    List<Work> work = new ArrayList<>();
    int budget = chunk;
    for (Sequence sequence : List.copyOf(running)) {
      int pending = sequence.length() - sequence.computed();
      int count = sequence.isDecoding() ? pending : Math.min(pending, budget);
      if (count == 0) {
        continue;
      }
      if (!sequence.isDecoding()) {
        budget -= count;
      }
      int end = sequence.computed() + count;
      boolean draws = end == sequence.length() && sequence.draws();
      long[] allowed = null;
      if (draws && sequence.request().constraint() != null) {
        allowed = allowed(sequence);
        if (allowed == null) {
          continue;
        }
      }
      work.add(new Work(sequence, sequence.computed(), end, draws, allowed));
    }
    return new StepPlan(work);
  }

  /** What the sequence's constraint allows; null when that is nothing, which ends the sequence. */
  private long[] allowed(Sequence sequence) {
    try {
      long[] allowed = sequence.allowed();
      if (Arrays.stream(allowed).anyMatch(word -> word != 0)) {
        return allowed;
      }
      failConstraint(
          sequence, "no token of the model's vocabulary can go on with it: use another pattern");
    } catch (ConstraintBudgetException e) {
      failConstraint(sequence, e.getMessage());
    }
    return null;
  }

  /**
   * Applies a step's answer: scores, drawn tokens, ends.
   *
   * @param drawOrder the sequences of the answer's tokens
   * @param scoreOrder the sequences of the answer's scores
   */
  void complete(
      StepPlan plan,
      StepOutput output,
      List<Sequence> drawOrder,
      List<Sequence> scoreOrder,
      long now) {
    for (int i = 0; i < scoreOrder.size(); i++) {
      scoreOrder.get(i).addScore(output.scored()[i]);
    }
    for (Work work : plan.work()) {
      work.sequence().advance(work.end(), pool);
    }
    for (int i = 0; i < drawOrder.size(); i++) {
      Sequence sequence = drawOrder.get(i);
      Logprobs logprobs =
          sequence.request().sampling().logprobs().enabled() ? output.drawn()[i] : null;
      draw(sequence, output.tokens()[i], logprobs, now);
    }
    for (Work work : plan.work()) {
      Sequence sequence = work.sequence();
      boolean scoredOnly = !work.draws() && work.end() == sequence.request().prompt().length;
      if (scoredOnly && !sequence.draws()) {
        end(sequence, sequence.finishReason(), now);
      }
    }
  }

  private void draw(Sequence sequence, int token, Logprobs logprobs, long now) {
    if (token < 0) {
      fail(
          sequence,
          FailureCode.NON_FINITE_LOGITS,
          "the model's logits after "
              + sequence.length()
              + " tokens of "
              + sequence.request().id()
              + " are not finite: check the weights with check-model, or use another dtype");
      return;
    }
    generatedTokens++;
    try {
      sequence.append(token, logprobs);
    } catch (ConstraintBudgetException e) {
      failConstraint(sequence, e.getMessage());
      return;
    }
    FinishReason reason = sequence.finishReason();
    if (reason != null) {
      end(sequence, reason, now);
    } else if (sequence.lengthen(shortLength)) {
      running.remove(sequence);
      sequence.retract(pool);
      waiting.addFirst(sequence);
    }
  }

  private void end(Sequence sequence, FinishReason reason, long now) {
    running.remove(sequence);
    ends.add(sequence.finish(reason, pool, now));
  }

  private void failConstraint(Sequence sequence, String why) {
    fail(
        sequence,
        FailureCode.CONSTRAINT_UNSUPPORTED,
        "the constraint of "
            + sequence.request().id()
            + " cannot be enforced after "
            + sequence.outputLength()
            + " output tokens: "
            + why);
  }

  private void fail(Sequence sequence, FailureCode code, String message) {
    running.remove(sequence);
    ends.add(sequence.fail(code, message, pool));
  }
}
