package io.sglflink.runtime.engine;

import io.sglflink.model.SamplingParams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What changes in one request's logits before each draw: repetition penalty, then frequency and
 * presence penalties and biases, and nothing may be left of tokens that would end it too early.
 *
 * <p>Each token has one entry, which is kept up to date as tokens are drawn: a step only copies
 * entries. The engine's thread owns it.
 */
final class LogitEdits {

  private static final int FIRST_CAPACITY = 16;

  private final SamplingParams sampling;
  private final Map<Integer, Integer> entryOf = new HashMap<>();

  /** Entries of tokens that may not be drawn before {@code min_tokens}; the first ones. */
  private final int endTokens;

  private int[] tokens = new int[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private double[] repetition = new double[FIRST_CAPACITY];
  private double[] bias = new double[FIRST_CAPACITY];

  private LogitEdits(TokenRequest request) {
    sampling = request.sampling();
    // Under a constraint the mask has the last word on end tokens.
    if (sampling.minTokens() > 0 && request.constraint() == null) {
      request.endTokens().forEach(this::entry);
    }
    endTokens = entryOf.size();
    sampling
        .logitBias()
        .forEach(
            (token, amount) -> {
              int entry = entry(token);
              bias[entry] = amount;
            });
    if (sampling.repetitionPenalty() != 1) {
      for (int token : request.prompt()) {
        int entry = entry(token);
        repetition[entry] = sampling.repetitionPenalty();
      }
    }
  }

  /** The edits of {@code request}; null when it has none, as most. */
  static LogitEdits of(TokenRequest request) {
    SamplingParams sampling = request.sampling();
    boolean some =
        sampling.penalizes() || !sampling.logitBias().isEmpty() || sampling.minTokens() > 0;
    return some ? new LogitEdits(request) : null;
  }

  /** Takes note of an output token. */
  void drawn(int token) {
    if (sampling.penalizes()) {
      int entry = entry(token);
      counts[entry]++;
      repetition[entry] = sampling.repetitionPenalty();
      bias[entry] =
          sampling.logitBias().getOrDefault(token, 0.0)
              - sampling.frequencyPenalty() * counts[entry]
              - sampling.presencePenalty();
    }
  }

  /**
   * Adds the changes before a draw to those of a step.
   *
   * @param row the draw's number in the step
   * @param outputLength tokens drawn before
   */
  void addTo(EditList edits, int row, int outputLength) {
    int forbidden = outputLength < sampling.minTokens() ? endTokens : 0;
    boolean always = sampling.penalizes() || !sampling.logitBias().isEmpty();
    int count = always ? entryOf.size() : forbidden;
    edits.reserve(count);
    for (int i = 0; i < count; i++) {
      edits.add(row, tokens[i], repetition[i], i < forbidden ? Double.NEGATIVE_INFINITY : bias[i]);
    }
  }

  /** The index of a token's entry, which is new if need be: the arrays may be others then. */
  private int entry(int token) {
    Integer known = entryOf.putIfAbsent(token, entryOf.size());
    if (known != null) {
      return known;
    }
    int entry = entryOf.size() - 1;
    if (entry == tokens.length) {
      int capacity = 2 * entry;
      tokens = Arrays.copyOf(tokens, capacity);
      counts = Arrays.copyOf(counts, capacity);
      repetition = Arrays.copyOf(repetition, capacity);
      bias = Arrays.copyOf(bias, capacity);
    }
    tokens[entry] = token;
    repetition[entry] = 1;
    return entry;
  }
}
