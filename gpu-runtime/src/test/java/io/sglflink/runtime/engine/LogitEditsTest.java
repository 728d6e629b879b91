package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.TokenRequests;
import io.sglflink.runtime.step.StepInput;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogitEditsTest {

  private static final int VOCABULARY = 100;

  private record Edit(double repetition, double bias) {}

  /** The edits of one row by token; fails where a token has two. */
  private static Map<Integer, Edit> edits(LogitEdits edits, int outputLength) {
    EditList list = new EditList(VOCABULARY);
    list.reserve(1);
    list.add(6, 0, 1, 0);
    edits.addTo(list, 7, outputLength);
    StepInput.Edits built = list.build();
    Map<Integer, Edit> byToken = new HashMap<>();
    for (int i = 1; i < built.rows().length; i++) {
      assertThat(built.rows()[i]).isEqualTo(7);
      Edit edit = new Edit(built.repetition()[i], built.bias()[i]);
      assertThat(byToken.put((int) built.tokens()[i], edit)).isNull();
    }
    return byToken;
  }

  private static LogitEdits of(Sampling sampling, Set<Integer> ends, int... prompt) {
    return LogitEdits.of(TokenRequests.endingAt(prompt, sampling, ends));
  }

  @Test
  void mostRequestsHaveNone() {
    assertThat(of(Sampling.at(0.7).topP(0.9), Set.of(1), 2, 3)).isNull();
  }

  @Property(tries = 200)
  void eachTokenHasOneEditThatHoldsEverything(
      @ForAll @IntRange(max = 60) int promptLength,
      @ForAll @IntRange(max = 60) int outputLength,
      @ForAll @DoubleRange(min = 0.1, max = 2) double repetition,
      @ForAll @DoubleRange(min = -2, max = 2) double frequency,
      @ForAll @DoubleRange(min = -2, max = 2) double presence,
      @ForAll @IntRange(max = 30) int minTokens,
      @ForAll long seed) {
    Random random = new Random(seed);
    int[] prompt = random.ints(1 + promptLength, 0, 50).toArray();
    int[] output = random.ints(outputLength, 0, 60).toArray();
    Set<Integer> ends = Set.of(3, 55, VOCABULARY + 5);
    Map<Integer, Double> bias = new HashMap<>();
    random.ints(random.nextInt(40), 0, 99).forEach(token -> bias.put(token, random.nextDouble()));
    Sampling sampling =
        Sampling.greedy()
            .maxTokens(100)
            .minTokens(minTokens)
            .repetitionPenalty(repetition)
            .penalties(frequency, presence)
            .bias(bias);
    LogitEdits edits = of(sampling, ends, prompt);
    for (int token : output) {
      edits.drawn(token);
    }

    Map<Integer, Edit> actual = edits(edits, outputLength);

    Set<Integer> changed = new TreeSet<>(bias.keySet());
    if (repetition != 1) {
      IntStream.of(prompt).forEach(changed::add);
    }
    if (sampling.params().penalizes()) {
      IntStream.of(output).forEach(changed::add);
    }
    assertThat(actual.keySet()).containsAll(changed);
    for (Map.Entry<Integer, Edit> entry : actual.entrySet()) {
      int token = entry.getKey();
      long count = IntStream.of(output).filter(drawn -> drawn == token).count();
      boolean seen = count > 0 || IntStream.of(prompt).anyMatch(before -> before == token);
      double expected =
          bias.getOrDefault(token, 0.0) - frequency * count - (count > 0 ? presence : 0);
      assertThat(token).isBetween(0, VOCABULARY - 1);
      assertThat(entry.getValue().repetition()).isEqualTo(seen ? repetition : 1);
      if (ends.contains(token) && outputLength < minTokens) {
        assertThat(entry.getValue().bias()).isEqualTo(Double.NEGATIVE_INFINITY);
      } else {
        assertThat(entry.getValue().bias()).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void endTokensAreFreeOnceThereAreEnough() {
    LogitEdits edits = of(Sampling.greedy().maxTokens(9).minTokens(2), Set.of(4), 1);
    assertThat(edits(edits, 1))
        .containsExactly(Map.entry(4, new Edit(1, Double.NEGATIVE_INFINITY)));
    assertThat(edits(edits, 2)).isEmpty();
  }

  @Test
  void withoutRepetitionPenaltyThePromptCostsNothing() {
    int[] prompt = IntStream.range(0, 90).toArray();
    LogitEdits edits =
        of(Sampling.greedy().penalties(0.5, 0).bias(Map.of(7, -3.0)), Set.of(), prompt);
    edits.drawn(95);
    assertThat(edits(edits, 1)).isEqualTo(Map.of(7, new Edit(1, -3), 95, new Edit(1, -0.5)));
  }

  @Test
  void whatWasDrawnMattersOnlyWherePenaltiesSaySo() {
    assertThat(SamplingParams.DEFAULTS.penalizes()).isFalse();
    assertThat(Sampling.greedy().bias(Map.of(1, 1.0)).minTokens(1).params().penalizes()).isFalse();
    assertThat(Sampling.greedy().repetitionPenalty(1.1).params().penalizes()).isTrue();
    assertThat(Sampling.greedy().penalties(0, 0.1).params().penalizes()).isTrue();
  }
}
