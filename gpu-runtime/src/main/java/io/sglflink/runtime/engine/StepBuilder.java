package io.sglflink.runtime.engine;

import io.sglflink.model.LogprobOptions;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.engine.StepPlan.Work;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Turns a step's plan into the model's input.
 *
 * <p>Greedy draws come before sampled ones; {@link #drawOrder} and {@link #scoreOrder} say whose
 * the answer's parts are.
 */
final class StepBuilder {

  private final List<Sequence> drawOrder = new ArrayList<>();
  private final List<Sequence> scoreOrder = new ArrayList<>();
  private final Longs ids = new Longs();
  private final Longs positions = new Longs();
  private final Longs lengthened = new Longs();
  private final Longs scored = new Longs();
  private final Longs targets = new Longs();
  private final Longs greedyRows = new Longs();
  private final Longs sampledRows = new Longs();
  private final List<Sequence> sampled = new ArrayList<>();
  private final Map<Sequence, long[]> allowed = new HashMap<>();
  private final SegmentPlanner planner;
  private final SegmentPlanner slidingPlanner;
  private final int vocabSize;
  private int top;

  StepBuilder(StepPlan plan, StepModel model) {
    this.planner = new SegmentPlanner(model.segmentStyle(), SegmentPlanner.NO_WINDOW);
    this.slidingPlanner =
        model.window() == 0 ? null : new SegmentPlanner(model.segmentStyle(), model.window());
    this.vocabSize = model.vocabSize();
    for (Work work : plan.work()) {
      add(work);
    }
    drawOrder.addAll(sampled);
  }

  /** The sequence of each drawn token. */
  List<Sequence> drawOrder() {
    return drawOrder;
  }

  /** The sequence of each scored row. */
  List<Sequence> scoreOrder() {
    return scoreOrder;
  }

  StepInput build() {
    return new StepInput(
        ids.toArray(),
        positions.toArray(),
        lengthened.toArray(),
        planner.slots(),
        planner.plan(),
        slidingPlanner == null ? StepInput.Attention.NOTHING : slidingPlanner.plan(),
        draws(),
        scored.toArray(),
        targets.toArray(),
        top);
  }

  private void add(Work work) {
    Sequence sequence = work.sequence();
    int firstRow = ids.size();
    for (int position = work.start(); position < work.end(); position++) {
      ids.add(sequence.tokens()[position]);
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
    if (work.allowed() != null) {
      allowed.put(sequence, work.allowed());
    }
    if (work.draws()) {
      int row = firstRow + work.end() - work.start() - 1;
      if (sequence.request().sampling().greedy()) {
        drawOrder.add(sequence);
        greedyRows.add(row);
      } else {
        sampled.add(sequence);
        sampledRows.add(row);
      }
    }
  }

  private void addScores(Work work, int firstRow) {
    TokenRequest request = work.sequence().request();
    int prompt = request.prompt().length;
    if (work.sequence().outputLength() > 0) {
      // Computed again as part of a long sequence.
      return;
    }
    for (int position = work.start(); position < work.end(); position++) {
      int target = position + 1;
      if (target >= request.scoreFrom() && target < prompt) {
        scored.add(firstRow + position - work.start());
        targets.add(request.prompt()[target]);
        scoreOrder.add(work.sequence());
      }
    }
  }

  private StepInput.Draws draws() {
    Longs rows = new Longs();
    rows.addAll(greedyRows);
    rows.addAll(sampledRows);
    List<SamplingParams> params = sampled.stream().map(s -> s.request().sampling()).toList();
    double[] numbers =
        Stream.of(
                params.stream().mapToDouble(SamplingParams::temperature),
                params.stream().mapToDouble(SamplingParams::topP),
                params.stream().mapToDouble(SamplingParams::minP),
                sampled.stream().mapToDouble(StepBuilder::uniform))
            .flatMapToDouble(column -> column)
            .toArray();
    LoweredLogits lowered = new LoweredLogits(vocabSize);
    for (int i = 0; i < drawOrder.size(); i++) {
      lowered.add(i, drawOrder.get(i));
    }
    return new StepInput.Draws(
        rows.toArray(),
        greedyRows.size(),
        numbers,
        params.stream().mapToLong(this::topK).toArray(),
        params.stream().anyMatch(this::filters),
        lowered.rows(),
        lowered.tokens(),
        lowered.by(),
        drawOrder.stream().anyMatch(s -> s.request().sampling().logprobs().enabled()),
        masks());
  }

  /** The masks of constrained rows; rows in the same state share one. */
  private StepInput.Masks masks() {
    Longs rows = new Longs();
    Longs mask = new Longs();
    IdentityHashMap<long[], Integer> index = new IdentityHashMap<>();
    List<long[]> words = new ArrayList<>();
    for (int i = 0; i < drawOrder.size() && !allowed.isEmpty(); i++) {
      long[] own = allowed.get(drawOrder.get(i));
      if (own != null) {
        Integer known = index.putIfAbsent(own, words.size());
        if (known == null) {
          words.add(own);
        }
        rows.add(i);
        mask.add(index.get(own));
      }
    }
    return new StepInput.Masks(rows.toArray(), mask.toArray(), words);
  }

  private static double uniform(Sequence sequence) {
    return UniformNumbers.at(sequence.request().seed(), sequence.outputLength());
  }

  private long topK(SamplingParams params) {
    return params.topK() < 0 ? vocabSize : Math.min(params.topK(), vocabSize);
  }

  private boolean filters(SamplingParams params) {
    return topK(params) < vocabSize || params.topP() < 1 || params.minP() > 0;
  }
}
