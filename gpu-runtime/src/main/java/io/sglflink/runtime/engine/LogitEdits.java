package io.sglflink.runtime.engine;

import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.step.StepInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is subtracted from single logits before a draw: frequency and presence penalties of tokens
 * that the output has, and everything from tokens that would end it too early.
 */
final class LogitEdits {

  private final int vocabSize;
  private final Longs rows = new Longs();
  private final Longs tokens = new Longs();
  private final List<Double> bias = new ArrayList<>();

  LogitEdits(int vocabSize) {
    this.vocabSize = vocabSize;
  }

  void add(int row, Sequence sequence) {
    SamplingParams sampling = sequence.request().sampling();
    if (sampling.frequencyPenalty() != 0 || sampling.presencePenalty() != 0) {
      for (Map.Entry<Integer, Integer> token : sequence.outputCounts().entrySet()) {
        double penalty =
            sampling.frequencyPenalty() * token.getValue() + sampling.presencePenalty();
        add(row, token.getKey(), penalty);
      }
    }
    // Under a constraint the mask has the last word on end tokens.
    if (sequence.outputLength() < sampling.minTokens() && sequence.request().constraint() == null) {
      for (int token : sequence.request().endTokens()) {
        // Stop tokens are the request's own, and nothing else has held them to the vocabulary.
        if (token >= 0 && token < vocabSize) {
          add(row, token, Double.POSITIVE_INFINITY);
        }
      }
    }
  }

  private void add(int row, int token, double amount) {
    rows.add(row);
    tokens.add(token);
    bias.add(-amount);
  }

  StepInput.Edits build() {
    double[] none = new double[bias.size()];
    Arrays.fill(none, 1);
    return new StepInput.Edits(
        rows.toArray(),
        tokens.toArray(),
        none,
        bias.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
