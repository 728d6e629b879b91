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
  private final StrandState state = new StrandState();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final NodeEvaluator evaluator = new NodeEvaluator(this);

  Strand(RunContext context, List<Node> body) {
    this.context = context;
    frames.push(new BlockFrame(body, ""));
  }

  /**
   * Goes on to the next step.
   *
   * @return the step to run, or null when the program has ended
   */
  ModelStep<?> advance() {
    while (!frames.isEmpty()) {
      ModelStep<?> step = frames.peek().advance(this);
      if (step != null) {
        return step;
      }
    }
    return null;
  }

  /** Applies a finished step. */
  void finish(ModelStep<?> step, String value) {
    state.append(value);
    state.set(step.name(), value);
  }

  /** Pointer to the node that is being evaluated; empty when there is none. */
  String pointer() {
    return frames.isEmpty() ? "" : frames.peek().pointer();
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

  RunContext context() {
    return context;
  }

  StrandState state() {
    return state;
  }
}
