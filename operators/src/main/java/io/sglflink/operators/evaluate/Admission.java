package io.sglflink.operators.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who runs, who waits, and whether the task takes more prompts.
 *
 * <p>At most {@code window} runs are with the engine. There is room for another prompt while no
 * more than a quarter as many wait for the engine and fewer than {@code window} for the turn before
 * them: several runs often end in one step of the engine, and it should not wait for the network.
 * While a checkpoint is on its way, prompts are taken without room, for its barrier is behind them;
 * at most {@link #EXTRA} beyond twice the window.
 */
final class Admission {

  /**
   * Prompts that are taken without room. The channels to a task hold a few hundred at most, with
   * buffers of 4 KiB.
   */
  static final int EXTRA = 1_024;

  private static final long NONE = Long.MIN_VALUE;

  private final int window;
  private final Turns turns = new Turns();
  private final Deque<Evaluation> waiting = new ArrayDeque<>();
  private final Set<Evaluation> running = new LinkedHashSet<>();
  private int hardCap;
  private long coming = NONE;
  private long over = NONE;

  Admission(int window) {
    this.window = window;
    this.hardCap = 2 * window + EXTRA;
  }

  Turns turns() {
    return turns;
  }

  Set<Evaluation> running() {
    return running;
  }

  /** How many wait for the engine, or for the turn before them. */
  int waiting() {
    return waiting.size() + turns.held();
  }

  void add(Evaluation evaluation) {
    if (turns.begin(evaluation)) {
      waiting.add(evaluation);
    }
  }

  /**
   * What was added until now was restored. After a rescale it may be more than the cap; it need not
   * be shed first.
   */
  void restored() {
    hardCap = Math.max(hardCap, waiting() + window);
  }

  /** One that can run now, or null. It counts as running. */
  Evaluation next() {
    if (running.size() >= window || waiting.isEmpty()) {
      return null;
    }
    Evaluation next = waiting.remove();
    running.add(next);
    return next;
  }

  /** One that ran has ended; the next turn of its session is first in line. */
  void end(Evaluation evaluation) {
    running.remove(evaluation);
    Evaluation next = turns.end(evaluation);
    if (next != null) {
      waiting.addFirst(next);
    }
  }

  boolean isEmpty() {
    return running.isEmpty() && waiting() == 0;
  }

  boolean hasRoom() {
    return waiting.size() <= window / 4 && turns.held() < window;
  }

  /** Whether not even a checkpoint is a reason to take another prompt. */
  boolean isFull() {
    return running.size() + waiting() >= hardCap;
  }

  /** Whether prompts are taken so that a barrier gets through. */
  boolean letsThrough() {
    return coming != NONE;
  }

  void checkpointComing(long checkpoint) {
    if (checkpoint > over) {
      coming = Math.max(coming, checkpoint);
    }
  }

  /** The barrier of a checkpoint has arrived, or will not come. */
  void checkpointOver(long checkpoint) {
    over = Math.max(over, checkpoint);
    if (coming <= checkpoint) {
      coming = NONE;
    }
  }
}
