package io.sglflink.runtime.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionCalibrationTest {

  private static final CostModel CPU = new CostModel(18e-6, 14e-9, 9e-9, 70e-9, 0.8e-6, 0);
  private static final CostModel CUDA = new CostModel(12e-6, 1.2e-9, 60e-12, 0, 9e-9, 35e-9);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheFiguresOfACpuUnderNoise(long seed) {
    AttentionShape shape = new AttentionShape("cpu", 14, 2, 64, "bfloat16");
    CostModel found = calibrate(shape, SegmentStyle.EACH, CPU, 0.03, seed).model();
    assertThat(found.call()).isCloseTo(CPU.call(), withinPercentage(5));
    assertThat(found.read()).isCloseTo(CPU.read(), withinPercentage(15));
    assertThat(found.compute()).isCloseTo(CPU.compute(), withinPercentage(5));
    assertThat(found.gather()).isCloseTo(CPU.gather(), withinPercentage(5));
    assertThat(found.merge()).isCloseTo(CPU.merge(), withinPercentage(10));
    assertThat(found.latency()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheFiguresOfAGpuUnderNoise(long seed) {
    AttentionShape shape = new AttentionShape("cuda", 32, 8, 128, "bfloat16");
    CostModel found = calibrate(shape, SegmentStyle.WAVES, CUDA, 0.03, seed).model();
    assertThat(found.call()).isCloseTo(CUDA.call(), withinPercentage(5));
    assertThat(found.read()).isCloseTo(CUDA.read(), withinPercentage(10));
    assertThat(found.compute()).isCloseTo(CUDA.compute(), withinPercentage(10));
    assertThat(found.merge()).isCloseTo(CUDA.merge(), withinPercentage(10));
    assertThat(found.latency()).isCloseTo(CUDA.latency(), withinPercentage(5));
  }

  @Test
  void sayHowWellTheFiguresPredict() {
    AttentionShape shape = new AttentionShape("cpu", 14, 2, 64, "bfloat16");
    assertThat(calibrate(shape, SegmentStyle.EACH, CPU, 0, 1).error()).isLessThan(1e-9);
    assertThat(calibrate(shape, SegmentStyle.EACH, CPU, 0.2, 1).error()).isBetween(0.02, 0.2);
  }

  private static AttentionCalibration.Result calibrate(
      AttentionShape shape, SegmentStyle style, CostModel hidden, double noise, long seed) {
    return new AttentionCalibration(new Synthetic(shape, style, hidden, noise, new Random(seed)))
        .run();
  }

  /** A device with known figures whose times scatter. */
  private record Synthetic(
      AttentionShape shape, SegmentStyle style, CostModel hidden, double noise, Random random)
      implements AttentionProbe {

    @Override
    public double seconds(Attention work, int rows) {
      long[] segments = work.segments();
      for (int s = 0; s < segments.length; s += 5) {
        assertThat(segments[s] + segments[s + 1]).isLessThanOrEqualTo(rows);
        assertThat(segments[s + 2] + segments[s + 3])
            .isLessThanOrEqualTo(AttentionCalibration.SLOTS);
      }
      assertThat(rows).isLessThanOrEqualTo(AttentionCalibration.ROWS);
      return hidden.seconds(work, style) * Math.exp(noise * random.nextGaussian());
    }

    @Override
    public void close() {}
  }
}
