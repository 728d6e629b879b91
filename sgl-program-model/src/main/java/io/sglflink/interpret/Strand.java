package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One line of execution: a state, work that was given to it, and a stack of frames. It has no
 * threads and no futures; {@link #advance} runs until the model is needed, {@link #finish} takes
 * the answer.
 */
final class Strand {

  private final Strands strands;
  private final StrandState state;
  private final History history = new History();
  private final Deque<Work> works = new ArrayDeque<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final NodeEvaluator evaluator;
  private Names names;
  private Exit exit;
  private JsonNode returned;
  private RunResult.Failure failure;
  private Strand waiter;
  private int awaited;

  Strand(Strands strands, StrandState state) {
    this.strands = strands;
    this.state = state;
    this.evaluator = new NodeEvaluator(this);
  }

  /**
   * Goes on to the next step.
   *
   * @return the step to run, or null when the strand is idle
   * @throws Waiting when other strands have to go on before
   */
  ModelStep<?> advance() {
    ModelStep<?> step = null;
    while (step == null && !idle()) {
      step = advanceOnce();
    }
    return step;
  }

  /** Does one thing; returns a step when the model is needed, or null. */
  ModelStep<?> advanceOnce() {
    if (frames.isEmpty()) {
      begin(works.remove());
      return null;
    }
    long work = budget().worked();
    try {
      if (exit == null) {
        return frames.element().advance(this);
      }
      frames.element().leave(this, exit);
      return null;
    } catch (Waiting waiting) {
      budget().giveBack(work);
      throw waiting;
    }
  }

  private void begin(Work work) {
    names = work.names();
    exit = null;
    frames.push(new BlockFrame(work.body(), work.place()));
  }

  /** Whether there is nothing left to do. */
  boolean idle() {
    return failure != null || (frames.isEmpty() && works.isEmpty());
  }

  void add(Work work) {
    works.add(work);
  }

  /** Applies a finished step. */
  void finish(ModelStep<?> step, StepReport report) {
    history.add(report);
    step.apply(report);
    budget().tokens(report);
  }

  /** Leaves frames until one has got where {@code way} leads. */
  void exit(Exit way) {
    exit = way;
  }

  /** A loop has got where the exit leads. */
  void endExit() {
    exit = null;
  }

  /** The node that is being evaluated, or the program when there is none. */
  Place place() {
    return frames.isEmpty() ? Place.PROGRAM : frames.peek().place();
  }

  void push(Frame frame) {
    frames.push(frame);
  }

  void pop() {
    frames.pop();
  }

  /** Nothing more is done; who waits for this strand fails as it did. */
  void fail(RunResult.Failure with) {
    failure = with;
    frames.clear();
    works.clear();
  }

  /** Why it failed, or null. */
  RunResult.Failure failure() {
    return failure;
  }

  NodeEvaluator evaluator() {
    return evaluator;
  }

  /** What the body that is being evaluated can name. */
  Names names() {
    return names;
  }

  Strands strands() {
    return strands;
  }

  RunBudget budget() {
    return strands.budget();
  }

  RunContext context() {
    return strands.context();
  }

  StrandState state() {
    return state;
  }

  History history() {
    return history;
  }

  /** What the function returned, or null. */
  JsonNode returned() {
    return returned;
  }

  void setReturned(JsonNode value) {
    returned = value;
  }

  /** The strand that waits for this one, or null: only the one that made it can. */
  Strand waiter() {
    return waiter;
  }

  void setWaiter(Strand strand) {
    waiter = strand;
  }

  /** How many strands this one waits for. */
  int awaited() {
    return awaited;
  }

  int setAwaited(int count) {
    awaited = count;
    return count;
  }
}
