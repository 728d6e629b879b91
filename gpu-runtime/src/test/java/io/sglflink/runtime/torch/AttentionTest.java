package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.runtime.checkpoint.TensorType;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** attention.py against softmax attention in float64. */
class AttentionTest {

  private static Probe probe;

  @BeforeAll
  static void open() {
    probe = new Probe();
  }

  @AfterAll
  static void close() {
    probe.close();
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void segmentsOfAnyCutGiveTheWholeAttention(long seed) {
    AttentionProblem problem = AttentionProblem.random(seed, AttentionProblem.Rounding.FLOAT32);
    double[] actual = probe.attend(problem, TorchDecoder.scalarType(TensorType.F32));
    assertThat(error(actual, problem.reference())).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bfloat16StaysWithinItsRounding(long seed) {
    AttentionProblem problem = AttentionProblem.random(seed, AttentionProblem.Rounding.BFLOAT16);
    double[] actual = probe.attend(problem, TorchDecoder.scalarType(TensorType.BF16));
    assertThat(error(actual, problem.reference())).isLessThan(1e-2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void windowsAndCapsAreThoseOfTheReference(long seed) {
    for (AttentionProblem problem :
        new AttentionProblem[] {
          problem(seed).with(3, 0), problem(seed).with(0, 2), problem(seed).with(5, 1.5)
        }) {
      double[] actual = probe.attend(problem, TorchDecoder.scalarType(TensorType.F32));
      assertThat(error(actual, problem.reference())).isLessThan(1e-5);
    }
  }

  @Test
  void aCausalSegmentMayReachFurtherBackThanItsFirstRow() {
    Random random = new Random(8);
    for (int window : new int[] {0, 4, 12, 20}) {
      AttentionProblem problem =
          new AttentionProblem(
                  4,
                  2,
                  16,
                  floats(random, 9 * 4 * 16),
                  floats(random, 17 * 2 * 16),
                  floats(random, 17 * 2 * 16),
                  new long[] {0, 9, 1, 16, 1},
                  new long[] {1, 9, 16})
              .with(window, 0);
      double[] actual = probe.attend(problem, TorchDecoder.scalarType(TensorType.F32));
      assertThat(error(actual, problem.reference())).isLessThan(1e-5);
    }
  }

  @Test
  void theProblemsHaveSingleAndSeveralWavesAndGroupedHeads() {
    assertThat(seeds().mapToInt(seed -> problem(seed).waveCount()).distinct()).contains(1, 2, 3, 4);
    assertThat(seeds().mapToInt(seed -> problem(seed).heads() / problem(seed).kvHeads()).distinct())
        .contains(1, 2, 3, 4);
    assertThat(seeds().filter(seed -> hasCausalSquare(problem(seed)))).hasSizeGreaterThan(20);
  }

  @Test
  void aSlotOutsideTheSegmentsWouldShow() {
    AttentionProblem problem = problem(3);
    long[] segments = problem.segments().clone();
    segments[3]--;
    segments[4] = 0;
    AttentionProblem shorter =
        new AttentionProblem(
            problem.heads(),
            problem.kvHeads(),
            problem.dim(),
            problem.queries(),
            problem.keys(),
            problem.values(),
            segments,
            problem.waves());
    double[] actual = probe.attend(problem, TorchDecoder.scalarType(TensorType.F32));
    assertThat(error(actual, shorter.reference())).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSpelledOutFormOfOtherDevicesAgrees(boolean causal) {
    int dim = 32;
    int rows = 9;
    int slots = causal ? rows : 23;
    Random random = new Random(5);
    double[] queries = floats(random, rows * dim);
    double[] keys = floats(random, slots * dim);
    double[] values = floats(random, slots * dim);
    double[] actual = probe.plain(queries, keys, values, dim, causal);

    AttentionProblem problem =
        new AttentionProblem(
            1,
            1,
            dim,
            queries,
            keys,
            values,
            new long[] {0, rows, 0, slots, causal ? 1 : 0},
            new long[] {1, rows, slots});
    double[] out = IntStream.range(0, rows * dim).mapToDouble(i -> actual[i]).toArray();
    assertThat(error(out, problem.reference())).isLessThan(1e-5);
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int slot = 0; slot < (causal ? row + 1 : slots); slot++) {
        double score = 0;
        for (int i = 0; i < dim; i++) {
          score += queries[row * dim + i] * keys[slot * dim + i];
        }
        sum += Math.exp(score / Math.sqrt(dim));
      }
      assertThat(actual[rows * dim + row]).isCloseTo(Math.log(sum), within(1e-5));
    }
  }

  private static AttentionProblem problem(long seed) {
    return AttentionProblem.random(seed, AttentionProblem.Rounding.FLOAT32);
  }

  private static boolean hasCausalSquare(AttentionProblem problem) {
    return IntStream.range(0, problem.segments().length / 5)
        .anyMatch(s -> problem.segments()[5 * s + 4] == 1);
  }

  private static double[] floats(Random random, int count) {
    return random.doubles(count, -2, 2).map(value -> (float) value).toArray();
  }

  /** Largest difference over the largest expected value. */
  private static double error(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      // Math.max keeps a NaN.
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }
}
