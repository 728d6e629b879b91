package io.sglflink.runtime.engine;

import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.step.StepInput;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Collects the draws of a step: greedy ones first, then sampled ones. */
final class DrawBuilder {

  private final int vocabSize;
  private final List<Draw> greedy = new ArrayList<>();
  private final List<Draw> sampled = new ArrayList<>();

  /** A draw after {@code row}. */
  private record Draw(Sequence sequence, long row) {

    SamplingParams params() {
      return sequence.request().sampling();
    }
  }

  DrawBuilder(int vocabSize) {
    this.vocabSize = vocabSize;
  }

  void add(Sequence sequence, long row) {
    boolean isGreedy = sequence.request().sampling().greedy();
    (isGreedy ? greedy : sampled).add(new Draw(sequence, row));
  }

  /** The sequence of each draw. */
  List<Sequence> order() {
    return all().map(Draw::sequence).toList();
  }

  private Stream<Draw> all() {
    return Stream.concat(greedy.stream(), sampled.stream());
  }

  StepInput.Draws build() {
    List<Draw> all = all().toList();
    EditList edits = new EditList(vocabSize);
    long[] rows = new long[all.size()];
    boolean logprobs = false;
    boolean guided = false;
    for (int i = 0; i < rows.length; i++) {
      Draw draw = all.get(i);
      rows[i] = draw.row();
      logprobs |= draw.params().logprobs().enabled();
      guided |= draw.sequence().output().isConstrained();
      LogitEdits own = draw.sequence().output().edits();
      if (own != null) {
        own.addTo(edits, i, draw.sequence().outputLength());
      }
    }
    int count = sampled.size();
    double[] numbers = new double[4 * count];
    long[] topK = new long[count];
    boolean filtered = false;
    for (int i = 0; i < count; i++) {
      Draw draw = sampled.get(i);
      numbers[i] = draw.params().temperature();
      numbers[count + i] = draw.params().topP();
      numbers[2 * count + i] = draw.params().minP();
      numbers[3 * count + i] = uniform(draw);
      topK[i] = topK(draw.params());
      filtered |= filters(draw.params());
    }
    return new StepInput.Draws(
        rows, greedy.size(), numbers, topK, filtered, edits.build(), logprobs, guided);
  }

  /**
   * The masks of constrained rows; rows in the same state share one. A row without one is not
   * constrained, or its output has come to its ending, and what it draws is nobody's.
   */
  StepInput.Masks masks() {
    Longs rows = new Longs();
    Longs mask = new Longs();
    IdentityHashMap<long[], Integer> index = new IdentityHashMap<>();
    List<long[]> words = new ArrayList<>();
    List<Sequence> sequences = order();
    for (int i = 0; i < sequences.size(); i++) {
      long[] own = sequences.get(i).output().allowed();
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

  private static double uniform(Draw draw) {
    Sequence sequence = draw.sequence();
    return UniformNumbers.at(sequence.request().seed(), sequence.outputLength());
  }

  private long topK(SamplingParams params) {
    return params.topK() < 0 ? vocabSize : Math.min(params.topK(), vocabSize);
  }

  private boolean filters(SamplingParams params) {
    return topK(params) < vocabSize || params.topP() < 1 || params.minP() > 0;
  }
}
