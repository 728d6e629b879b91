package io.sglflink.runtime.engine;

import io.sglflink.model.LogprobOptions;
import io.sglflink.runtime.engine.StepPlan.Work;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepModel;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a step's plan into the model's input.
 *
 * <p>{@link #drawOrder} and {@link #scoreOrder} say whose the answer's parts are.
 */
final class StepBuilder {

  private final List<Sequence> scoreOrder = new ArrayList<>();
  private final Longs ids = new Longs();
  private final Longs positions = new Longs();
  private final Longs lengthened = new Longs();
  private final Longs scored = new Longs();
  private final Longs targets = new Longs();
  private final DrawBuilder draws;
  private final SegmentPlanner planner;
  private final SegmentPlanner slidingPlanner;
  private final int vocabSize;
  private int top;

  StepBuilder(StepPlan plan, StepModel model, Limits limits) {
    this.planner = planner(model.segmentStyle(), SegmentPlanner.NO_WINDOW, limits);
    this.slidingPlanner =
        model.window() == 0 ? null : planner(model.segmentStyle(), model.window(), limits);
    this.vocabSize = model.vocabSize();
    this.draws = new DrawBuilder(vocabSize);
    for (Work work : plan.work()) {
      add(work);
    }
  }

  private static SegmentPlanner planner(SegmentStyle style, int window, Limits limits) {
    return new SegmentPlanner(style, window, limits.cost(), limits.treeAttention());
  }

  /** The sequence of each drawn token. */
  List<Sequence> drawOrder() {
    return draws.order();
  }

  /** The sequence of each scored row. */
  List<Sequence> scoreOrder() {
    return scoreOrder;
  }

  /** The step's draws, for {@link #build}. */
  StepInput.Draws draws() {
    return draws.build();
  }

  /** What constrained rows may draw; asked for once. */
  StepInput.Masks masks() {
    return draws.masks();
  }

  StepInput build(StepInput.Draws drawn) {
    return new StepInput(
        ids.toArray(),
        positions.toArray(),
        lengthened.toArray(),
        planner.slots(),
        planner.plan(),
        slidingPlanner == null ? StepInput.Attention.NOTHING : slidingPlanner.plan(),
        drawn,
        scored.toArray(),
        targets.toArray(),
        top);
  }

  private void add(Work work) {
    Sequence sequence = work.sequence();
    int firstRow = ids.size();
    for (int position = work.start(); position < work.end(); position++) {
      ids.add(sequence.id(position));
      positions.add(position);
      lengthened.add(sequence.isLong() ? 1 : 0);
    }
    planner.add(sequence.kv().extents(), work.start(), work.end());
    if (slidingPlanner != null) {
      slidingPlanner.add(sequence.kv().extents(), work.start(), work.end());
    }
    addScores(work, firstRow);
    LogprobOptions logprobs = sequence.request().sampling().logprobs();
    if (logprobs.enabled()) {
      top = Math.max(top, Math.min(logprobs.top(), vocabSize));
    }
    if (work.draws()) {
      draws.add(sequence, firstRow + work.end() - work.start() - 1);
    }
  }

  private void addScores(Work work, int firstRow) {
    TokenRequest request = work.sequence().request();
    int prompt = request.prompt().length;
    for (int position = work.start(); position < work.end(); position++) {
      int target = position + 1;
      if (target >= work.scoreFrom() && target < prompt) {
        scored.add(firstRow + position - work.start());
        targets.add(request.prompt()[target]);
        scoreOrder.add(work.sequence());
      }
    }
  }
}
