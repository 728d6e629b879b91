package io.sglflink.runtime.engine;

import io.sglflink.model.FailureCode;
import io.sglflink.runtime.engine.StepPlan.Work;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.kv.KvPool;
import io.sglflink.runtime.step.StepOutput;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides which tokens the next step computes, and what follows from a step's answer.
 *
 * <p>A turn plans one step. First come the rows of all sequences that decode; then forced tokens
 * and chunks of the prompts that are computed in part, the shortest first; then, as long as the
 * budget, the places and the slots last, waiting requests are admitted. Tokens are published as
 * soon as they are planned, so a prompt that begins as the one admitted before it shares its keys
 * and values in the same step.
 *
 * <p>Pure state transitions: no thread, no clock and no tensor.
 */
final class Scheduler {

  /** How often a request is passed over at least before its turn comes out of order. */
  private static final int PATIENCE = 1_024;

  /** Steps of programs whose lengths of output are remembered. */
  private static final int ESTIMATED_STEPS = 4_096;

  private final KvPool pool;
  private final int maxRunning;
  private final int chunk;
  private final boolean jumpAhead;
  private final int shortLength;
  private final int jumpCost;
  private final WaitingRequests waiting;
  private final RunningOrder running = new RunningOrder();
  private final Growth growth;
  private final Deadlines deadlines = new Deadlines();
  private final OutputEstimates estimates = new OutputEstimates(ESTIMATED_STEPS);
  private final Map<Sequence, Work> planned = new HashMap<>();
  private final List<Runnable> ends = new ArrayList<>();
  private final Counters counters = new Counters();

  /** What has been done so far, see {@link io.sglflink.runtime.EngineStats}. */
  static final class Counters {
    long promptTokens;
    long cachedTokens;
    long prefilledTokens;
    long generatedTokens;
    long forcedTokens;
    long retractions;
  }

  /**
   * @param limits how much it may do at once
   * @param shortLength tokens beyond which a sequence is a long one
   * @param jumpCost see {@link io.sglflink.runtime.step.StepModel#jumpCost}
   */
  Scheduler(KvPool pool, Limits limits, int shortLength, int jumpCost) {
    this.pool = pool;
    this.maxRunning = limits.maxRunning();
    this.chunk = limits.chunk();
    this.jumpAhead = limits.jumpAhead();
    this.shortLength = shortLength;
    this.jumpCost = jumpCost;
    this.waiting = new WaitingRequests(pool, PATIENCE);
    this.growth = new Growth(pool, running);
  }

  void add(Sequence sequence) {
    sequence.lengthen(shortLength);
    waiting.add(sequence);
    deadlines.add(sequence);
  }

  /** Forgets a sequence, wherever it is, and frees what it holds. */
  void cancel(Sequence sequence) {
    forget(sequence);
    sequence.release(pool);
  }

  /** Fails the requests whose deadline has come. */
  void expire(long now) {
    for (Sequence sequence : deadlines.expired(now)) {
      String message =
          String.format(
              "%s was not done within timeout_ms, %,d: raise it, lower max_tokens, or have fewer"
                  + " requests in flight",
              sequence.request().id(), sequence.request().serving().timeoutMillis());
      end(sequence, new Ending.Failed(FailureCode.DEADLINE_EXCEEDED, message), now);
    }
  }

  /** Tells those who wait for them which sequences have ended since the last call. */
  void publishEnds() {
    List<Runnable> now = List.copyOf(ends);
    ends.clear();
    now.forEach(Runnable::run);
  }

  boolean isIdle() {
    return waiting.isEmpty() && running.size() == 0;
  }

  RunningOrder running() {
    return running;
  }

  WaitingRequests waiting() {
    return waiting;
  }

  KvPool pool() {
    return pool;
  }

  Counters counters() {
    return counters;
  }

  /**
   * Whether the next step cannot be planned while one is unanswered: a draw depends on its token,
   * or a sequence would be retracted of which a token is not known.
   */
  boolean needsAnswer() {
    return !growth.hasRoom()
        || running.list().stream().anyMatch(sequence -> sequence.needsAnswer(shortLength));
  }

  /** The next step's work; empty when there is nothing to compute now. */
  StepPlan plan(long now) {
    planned.clear();
    boolean admits = makeRoom();
    for (Sequence sequence : running.list()) {
      if (sequence.isDecoding() && sequence.draws()) {
        plan(sequence, 1);
      }
    }
    int budget = chunk;
    for (Sequence sequence : partly()) {
      budget -= prefill(sequence, budget);
    }
    int reserve = growth.soon();
    while (admits && budget > 0 && running.size() < maxRunning && !waiting.isEmpty()) {
      Sequence next = waiting.next();
      admits = pool.availableSlots() >= reserve && admit(next, now);
      budget -= admits ? prefill(next, budget) : 0;
    }
    return new StepPlan(
        running.list().stream().map(planned::get).filter(Objects::nonNull).toList());
  }

  /**
   * The running sequences with more to compute than one row, the least first: forced tokens are
   * few, and what is drawn after them need not wait for a long prompt.
   */
  private List<Sequence> partly() {
    return running.list().stream()
        .filter(sequence -> !sequence.isDecoding())
        .sorted(Comparator.comparingInt(Sequence::pending))
        .toList();
  }

  /** False when somebody had to go for want of slots, so nobody is to be admitted. */
  private boolean makeRoom() {
    int retracted = growth.grow(waiting::add);
    counters.retractions += retracted;
    return retracted == 0;
  }

  /** False when the pool has no room for the sequence, whose turn it stays. */
  private boolean admit(Sequence next, long now) {
    boolean isFirst = !next.wasAdmitted();
    follow(next.output(), () -> next.begin(jumpAhead));
    if (next.output().ending() != null) {
      end(next, next.output().ending(), now);
      return true;
    }
    next.lengthen(shortLength);
    if (!next.admit(pool, estimates.expected(next.request()), now)) {
      return false;
    }
    waiting.remove(next);
    running.add(next);
    if (isFirst) {
      counters.promptTokens += next.request().prompt().length;
      counters.cachedTokens += next.cachedTokens();
    }
    if (next.pending() == 0) {
      end(next, new Ending.Finished(next.output().finishReason()), now);
    }
    return true;
  }

  /** Plans what {@code budget} allows of a sequence's tokens and returns how many that is. */
  private int prefill(Sequence sequence, int budget) {
    int rows = sequence.isRunning() ? Math.min(sequence.pending(), budget) : 0;
    if (rows > 0) {
      plan(sequence, rows);
      counters.prefilledTokens += rows;
    }
    return rows;
  }

  private void plan(Sequence sequence, int rows) {
    int end = sequence.planned() + rows;
    boolean draws = end == sequence.length() && sequence.draws();
    planned.put(sequence, sequence.plan(end, draws, pool));
  }

  /** Hands a step's answer to its sequences; {@link #settle} follows. */
  void answer(LaunchedStep step, StepOutput output) {
    for (int i = 0; i < step.scoreOrder().size(); i++) {
      step.scoreOrder().get(i).addScore(output.scored()[i]);
    }
    for (int i = 0; i < step.drawOrder().size(); i++) {
      Sequence sequence = step.drawOrder().get(i);
      // One that has ended in the meantime had a row too many, one that has come to its ending for
      // want of a mask is yet to be settled.
      if (sequence.isRunning() && sequence.output().ending() == null) {
        boolean reports = sequence.request().sampling().logprobs().enabled();
        int token = output.tokens()[i];
        Logprobs logprobs = reports ? output.drawn()[i] : null;
        follow(
            sequence.output(), () -> sequence.answer(token, logprobs, jumpCost * running.size()));
      }
    }
  }

  /** Counts the tokens that {@code advance} adds to an output. */
  private void follow(Output output, Runnable advance) {
    int length = output.length();
    int forced = output.forced();
    advance.run();
    counters.generatedTokens += output.length() - length;
    counters.forcedTokens += output.forced() - forced;
  }

  /** Ends the sequences that have come to their end with a step, and lengthens others. */
  void settle(LaunchedStep step, long now) {
    for (Work work : step.plan().work()) {
      Sequence sequence = work.sequence();
      if (!sequence.isRunning()) {
        continue;
      }
      boolean onlyPrefills = work.end() == sequence.length() && !work.draws();
      if (onlyPrefills) {
        end(sequence, new Ending.Finished(sequence.output().finishReason()), now);
      } else if (sequence.output().ending() != null) {
        end(sequence, sequence.output().ending(), now);
      } else if (sequence.lengthen(shortLength)) {
        // All of it is computed again, with the rotation of long ones.
        running.remove(sequence);
        sequence.retract(pool);
        waiting.add(sequence);
        counters.retractions++;
      }
    }
  }

  private void end(Sequence sequence, Ending how, long now) {
    forget(sequence);
    ends.add(sequence.end(how, pool, now));
    if (how instanceof Ending.Finished) {
      estimates.learn(sequence.request(), sequence.output().length());
    }
  }

  private void forget(Sequence sequence) {
    if (sequence.isRunning()) {
      running.remove(sequence);
    } else {
      waiting.remove(sequence);
    }
    deadlines.remove(sequence);
  }
}
