package io.sglflink.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.checkpoint.RopeConfig.Scaling;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The numbers are transformers 5.18.0's, which computes them in float32. */
class RopeConfigTest {

  private static final Percentage FLOAT32 = Percentage.withPercentage(1e-4);

  @Test
  void unscaledFrequenciesFallGeometrically() {
    double[] frequencies = new RopeConfig(10_000, new Scaling.None()).inverseFrequencies(8, 1);

    assertClose(frequencies, 1, 0.1, 0.01, 0.001);
  }

  @Test
  void linearScalingDividesEveryFrequency() {
    double[] frequencies = new RopeConfig(10_000, new Scaling.Linear(4)).inverseFrequencies(16, 1);

    assertClose(
        frequencies,
        0.25,
        0.07905694097280502,
        0.02500000037252903,
        0.007905694656074047,
        0.0024999999441206455,
        0.0007905694656074047,
        0.0002500000118743628,
        7.905694656074047e-05);
  }

  @Test
  void llama3ScalingStretchesLongWavesAlone() {
    double[] frequencies =
        new RopeConfig(500_000, new Scaling.Llama3(8, 1, 4, 256)).inverseFrequencies(16, 1);

    assertClose(
        frequencies,
        1.0,
        0.193922758102417,
        0.010538230650126934,
        0.0009115831344388425,
        0.00017677668074611574,
        3.428102354519069e-05,
        6.647869668086059e-06,
        1.289173155782919e-06);
  }

  @Test
  void yarnStretchesWhatTurnsLessThanOnceInTheOriginalContext() {
    Scaling yarn = new Scaling.Yarn(4, 1.138629436111989, 32, 1, 512, true);
    RopeConfig rope = new RopeConfig(10_000, yarn);

    assertThat(rope.attentionFactor()).isEqualTo(1.138629436111989);
    assertClose(
        rope.inverseFrequencies(16, 1),
        1.0,
        0.2569350600242615,
        0.0625,
        0.013834965415298939,
        0.0024999999441206455,
        0.0007905694656074047,
        0.0002500000118743628,
        7.905694656074047e-05);
  }

  @Test
  void yarnsBandNeedNotEndAtWholeIndices() {
    RopeConfig rope = new RopeConfig(10_000, new Scaling.Yarn(8, 1, 16, 2, 256, false));

    assertClose(
        rope.inverseFrequencies(16, 1),
        1.0,
        0.28740859031677246,
        0.04244179651141167,
        0.0039528473280370235,
        0.0012499999720603228,
        0.00039528473280370235,
        0.0001250000059371814,
        3.9528473280370235e-05);
  }

  @Test
  void longRopeHasFactorsForShortAndForLongSequences() {
    Scaling longRope = new Scaling.LongRope(List.of(1.0, 2.0), List.of(4.0, 5.0), 1.2, 64);
    RopeConfig rope = new RopeConfig(10_000, 0.5, longRope);

    assertThat(rope.rotated(8)).isEqualTo(4);
    assertThat(rope.shortLength()).isEqualTo(64);
    assertThat(rope.attentionFactor()).isEqualTo(1.2);
    assertClose(rope.inverseFrequencies(8, 64), 1, 0.005);
    assertClose(rope.inverseFrequencies(8, 65), 0.25, 0.002);
  }

  private static void assertClose(double[] actual, double... expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], FLOAT32);
    }
  }
}
