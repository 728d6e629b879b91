package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.torch.Probe.Draw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * sampler.py draw by draw against inversion in float64, on vocabularies smaller and larger than the
 * candidates that it selects before it sorts a whole one.
 */
class SamplerScriptTest {

  private static final int CANDIDATES = 1024;
  private static final int LARGE = 5_000;

  private static Probe probe;

  @BeforeAll
  static void open() {
    probe = new Probe();
  }

  @AfterAll
  static void close() {
    probe.close();
  }

  /** Distinct float32 numbers, so that no order is left open. */
  private static double[] logits(int vocabulary, double spread) {
    return new Random(vocabulary)
        .doubles(10L * vocabulary, -spread, spread)
        .map(value -> (float) value)
        .distinct()
        .limit(vocabulary)
        .toArray();
  }

  private static List<Draw> draws(Random random, int count) {
    List<Draw> draws = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      draws.add(
          new Draw(
              0.2 + random.nextInt(12) / 8.0,
              random.nextInt(3) > 0 ? -1 : 1 + random.nextInt(2 * CANDIDATES),
              random.nextInt(3) == 0 ? 1 : (1 + random.nextInt(255)) / 256.0,
              random.nextInt(3) > 0 ? 0 : random.nextInt(64) / 256.0,
              random.nextDouble()));
    }
    return draws;
  }

  private static ReferenceSampler reference(double[] logits, Draw draw) {
    return new ReferenceSampler(logits, draw.temperature(), draw.topK(), draw.topP(), draw.minP());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 640, CANDIDATES, CANDIDATES + 1, LARGE})
  void everyDrawIsTheInversionOfItsUniformNumber(int vocabulary) {
    double[] logits = logits(vocabulary, 2);
    Draw[] draws = draws(new Random(1), 300).toArray(new Draw[0]);
    int[] tokens = probe.draw(logits, true, draws);
    int compared = 0;
    for (int i = 0; i < draws.length; i++) {
      ReferenceSampler reference = reference(logits, draws[i]);
      if (!reference.isNearBoundary(draws[i].uniform())) {
        assertThat(tokens[i]).as("%s", draws[i]).isEqualTo(reference.draw(draws[i].uniform()));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(280);
  }

  @Test
  void someOfThoseDrawsNeedMoreThanTheCandidates() {
    double[] logits = logits(LARGE, 2);
    assertThat(draws(new Random(1), 300))
        .filteredOn(draw -> draw.topP() < 1)
        .filteredOn(draw -> reference(logits, draw).kept().size() > CANDIDATES)
        .hasSizeGreaterThan(30);
  }

  @Test
  void aDrawIsTheSameAloneAndBesideAnyOther() {
    double[] logits = logits(LARGE, 2);
    List<Draw> draws = draws(new Random(2), 60);
    int[] together = probe.draw(logits, true, draws.toArray(new Draw[0]));
    for (int i = 0; i < draws.size(); i++) {
      Draw draw = draws.get(i);
      boolean filtered = draw.topK() > 0 || draw.topP() < 1 || draw.minP() > 0;
      assertThat(probe.draw(logits, filtered, draw)).as("%s", draw).containsExactly(together[i]);
    }
  }

  @Test
  void equallyLikelyTokensAreDrawnTheSameAloneAndBesideAnyOther() {
    // Logits of a 16-bit model tie often.
    double[] logits =
        IntStream.range(0, LARGE).mapToDouble(i -> Math.floorMod(i * 7919, 40) / 8.0).toArray();
    List<Draw> draws = draws(new Random(3), 60);
    int[] together = probe.draw(logits, true, draws.toArray(new Draw[0]));
    for (int i = 0; i < draws.size(); i++) {
      Draw draw = draws.get(i);
      boolean filtered = draw.topK() > 0 || draw.topP() < 1 || draw.minP() > 0;
      assertThat(probe.draw(logits, filtered, draw)).as("%s", draw).containsExactly(together[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {640, LARGE})
  void theLargestUniformNumberDrawsATokenThatIsKept(int vocabulary) {
    double[] logits = logits(vocabulary, 2);
    // The vocabulary's end is often padding, which a model gives next to no probability.
    logits[vocabulary - 1] = -1e4;
    double uniform = Math.nextDown(1.0);
    int[] tokens =
        probe.draw(
            logits,
            true,
            new Draw(1, 3, 1, 0, uniform),
            new Draw(1, -1, 0.25, 0, uniform),
            new Draw(1, -1, 1, 0.9, uniform),
            new Draw(1, -1, 1, 0, uniform));
    assertThat(reference(logits, new Draw(1, 3, 1, 0, 0)).kept()).contains(tokens[0]);
    assertThat(reference(logits, new Draw(1, -1, 0.25, 0, 0)).kept()).contains(tokens[1]);
    assertThat(reference(logits, new Draw(1, -1, 1, 0.9, 0)).kept()).contains(tokens[2]);
    assertThat(tokens[3]).isNotEqualTo(vocabulary - 1);
    assertThat(probe.draw(logits, false, new Draw(1, -1, 1, 0, uniform)))
        .containsExactly(tokens[3]);
  }

  @Test
  void theSmallestUniformNumberDrawsTheFirstToken() {
    double[] logits = logits(640, 2);
    int best =
        IntStream.range(0, 640).reduce((a, b) -> logits[a] >= logits[b] ? a : b).orElseThrow();
    assertThat(probe.draw(logits, true, new Draw(1, 5, 1, 0, 0))).containsExactly(best);
    assertThat(probe.draw(logits, false, new Draw(1, -1, 1, 0, 0))).containsExactly(0);
  }

  @Test
  void aLogitThatIsNoNumberDrawsNothing() {
    double[] logits = logits(640, 2);
    logits[17] = Double.NaN;
    assertThat(probe.draw(logits, false, new Draw(1, -1, 1, 0, 0.5))).containsExactly(-1);
    assertThat(probe.draw(logits, true, new Draw(1, 3, 1, 0, 0.5))).containsExactly(-1);
  }

  private static final double NEVER = Double.NEGATIVE_INFINITY;

  @Test
  void editsChangeTheirOwnLogitsOnly() {
    int size = 640;
    int rows = 7;
    Random random = new Random(5);
    double[] logits = logits(rows * size, 20);
    List<Integer> places = new ArrayList<>(IntStream.range(0, logits.length).boxed().toList());
    Collections.shuffle(places, random);
    places = places.subList(0, 900);
    double[] repetition =
        places.stream().mapToDouble(p -> p % 3 == 0 ? 1 : (float) random.nextDouble(2)).toArray();
    double[] bias =
        places.stream().mapToDouble(p -> p % 2 == 0 ? 0 : (float) random.nextGaussian()).toArray();
    bias[0] = NEVER;
    StepInput.Edits edits =
        new StepInput.Edits(
            places.stream().mapToLong(place -> place / size).toArray(),
            places.stream().mapToLong(place -> place % size).toArray(),
            repetition,
            bias);

    double[] expected = logits.clone();
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      expected[place] = ReferenceSampler.edited(logits[place], repetition[i], bias[i]);
    }
    double[] edited = probe.edit(logits, size, edits);
    assertThat(edited[places.get(0)]).isEqualTo(NEVER);
    for (int i = 0; i < edited.length; i++) {
      if (i != places.get(0)) {
        // Division by a small penalty makes large numbers, of which float32 keeps seven digits.
        double tolerance = 1e-6 * (1 + Math.abs(expected[i]));
        assertThat(edited[i]).as("%d", i).isCloseTo(expected[i], within(tolerance));
      }
    }
  }

  @Test
  void aMaskLeavesOnlyTheTokensOfItsBits() {
    int size = 11;
    double[] logits = IntStream.range(0, 3 * size).mapToDouble(i -> i).toArray();
    // Tokens 0, 2 and 9; tokens 1, 7, 8 and 10; bits after the vocabulary mean nothing.
    long[][] masks = {{0b101, 0b010}, {0b10000010, 0b11111101}};
    double[] allowed = probe.allow(logits, size, masks, new long[] {2, 0}, new long[] {0, 1});
    for (int token = 0; token < size; token++) {
      boolean second = List.of(1, 7, 8, 10).contains(token);
      assertThat(allowed[token]).isEqualTo(second ? logits[token] : NEVER);
      assertThat(allowed[size + token]).as("a row without a mask").isEqualTo(logits[size + token]);
      boolean first = List.of(0, 2, 9).contains(token);
      int last = 2 * size + token;
      assertThat(allowed[last]).isEqualTo(first ? logits[last] : NEVER);
    }
  }

  @Test
  void aRowWithoutAnyTokenLeftDrawsNothing() {
    double[] none = {NEVER, NEVER, NEVER};
    assertThat(probe.greedy(none, 3)).containsExactly(-1);
    assertThat(probe.draw(none, false, new Draw(1, -1, 1, 0, 0.5))).containsExactly(-1);
    assertThat(probe.draw(none, true, new Draw(1, 2, 0.9, 0, 0.5))).containsExactly(-1);
    assertThat(probe.greedy(new double[] {NEVER, 1, NEVER}, 3)).containsExactly(1);
    assertThat(probe.draw(new double[] {NEVER, 1, NEVER}, true, new Draw(1, 2, 0.9, 0, 0.99)))
        .containsExactly(1);
  }

  @Test
  void aDrawThatRoundingLetThroughBecomesTheMostLikelyToken() {
    double[] logits = {NEVER, 1, 2, NEVER, 1, 2, NEVER, NEVER, NEVER};
    assertThat(probe.possible(logits, 3, 0, 1, -1)).containsExactly(2, 1, -1);
  }
}
