package io.sglflink.interpret;

import io.sglflink.program.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One line of execution: a state and a stack of frames. It has no threads and no futures; {@link
 * #advance} runs until the model is needed, {@link #finish} takes the answer.
 */
final class Strand {

  private final RunContext context;
  private final RunBudget budget = new RunBudget();
  private final StrandState state = new StrandState(budget);
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final NodeEvaluator evaluator = new NodeEvaluator(this);

  Strand(RunContext context, List<Node> body) {
    this.context = context;
    frames.push(new BlockFrame(body, Place.PROGRAM.child("body")));
  }

  /**
   * Goes on to the next step.
   *
   * @return the step to run, or null when the program has ended
   */
  ModelStep<?> advance() {
    ModelStep<?> step = null;
    while (step == null && !ended()) {
      step = advanceOnce();
    }
    return step;
  }

  /** Does one thing; returns a step when the model is needed, or null. */
  ModelStep<?> advanceOnce() {
    return frames.element().advance(this);
  }

  /** Whether there is nothing left to do. */
  boolean ended() {
    return frames.isEmpty();
  }

  /** Applies a finished step. */
  void finish(StepReport step) {
    state.append(step.text());
    state.set(step.name(), step.value());
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

  NodeEvaluator evaluator() {
    return evaluator;
  }

  RunBudget budget() {
    return budget;
  }

  RunContext context() {
    return context;
  }

  StrandState state() {
    return state;
  }
}
