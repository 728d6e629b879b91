package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.runtime.EngineStats;
import io.sglflink.runtime.ParityModels;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.ModelConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class RooflineTest {

  private static final ModelConfig CONFIG =
      Checkpoint.open(ParityModels.directory("llama")).config();

  private static final int SLOT = 10;
  private static final long WEIGHTS = 1_000;

  /** Two requests with 3 tokens of 4 in common, that draw 3 tokens each. */
  private static Outcome outcome() {
    PromptTree tree = new PromptTree();
    for (int[] prompt : List.of(new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 5})) {
      tree.add(Call.generate(prompt, 3), new int[] {6, 7, 8});
    }
    return new Outcome(2, 8, 6, 0, 3, 1, null, EngineStats.NOTHING, EngineStats.NOTHING, tree);
  }

  private static Roofline.Bound bound(double bandwidth, double flops, int maxRunning) {
    Roofline.Model model = new Roofline.Model(CONFIG, 1 << 20, WEIGHTS, SLOT);
    return new Roofline(bandwidth, flops).of(model, outcome(), maxRunning);
  }

  @Test
  void memoryBoundsIt() {
    Roofline.Bound bound = bound(1, 1e30, 8);
    assertThat(bound.weights()).isEqualTo(3.0 * WEIGHTS);
    // Two decode rows each, behind 4 prompt tokens and their own output.
    assertThat(bound.kv()).isEqualTo(2 * (2 * 4 + 1 + 2) * SLOT);
    assertThat(bound.treeKv()).isEqualTo((2 * 3 + 2 * 2 * 1 + 2 * (1 + 2)) * SLOT);
    assertThat(bound.total()).isEqualTo(bound.weights() + bound.kv());
    assertThat(bound.treeTotal()).isEqualTo(bound.weights() + bound.treeKv());
    assertThat(bound.step()).isEqualTo(WEIGHTS + bound.kv() / 2);
    assertThat(bound.treeStep()).isEqualTo(WEIGHTS + bound.treeKv() / 2);
  }

  @Test
  void requestsThatCannotRunSideBySideTakeMoreSteps() {
    assertThat(bound(1, 1e30, 1).weights()).isEqualTo(6.0 * WEIGHTS);
  }

  @Test
  void arithmeticBoundsIt() {
    Roofline.Bound bound = bound(1e30, 1, 8);
    double head = (double) CONFIG.vocabSize() * CONFIG.hiddenSize();
    double body = (1 << 20) - (CONFIG.tieWordEmbeddings() ? 1 : 2) * head;
    double attention = 4.0 * CONFIG.layers() * CONFIG.heads() * CONFIG.headDim();
    double prefillPairs = 1 + 2 + 3 + 4 + 4;
    double decodePairs = 2 * (2 * 4 + 1 + 2);
    double expected = 2 * body * (5 + 4) + 2 * head * 6 + attention * (prefillPairs + decodePairs);
    assertThat(bound.arithmetic()).isCloseTo(expected, within(1e-9 * expected));
    assertThat(bound.total()).isEqualTo(bound.arithmetic());
    assertThat(bound.treeTotal()).isEqualTo(bound.arithmetic());
  }

  @Test
  void aReportHasItBesideTheFigures() {
    JsonNode report =
        new Report("prefill", SharedPrefix.prefill(2, 4))
            .put(new Roofline(1, 1e30), bound(1, 1e30, 8), true)
            .json()
            .get("roofline");
    assertThat(report.get("bytes_per_second").asDouble()).isEqualTo(1);
    assertThat(report.get("seconds").asDouble()).isEqualTo(3_220);
    assertThat(report.get("seconds_tree").asDouble()).isEqualTo(3_160);
    assertThat(report.get("kv_seconds_tree").asDouble()).isEqualTo(160);
    assertThat(report.get("step_ms").asDouble()).isEqualTo(1_110_000);
    assertThat(report.get("step_ms_tree").asDouble()).isEqualTo(1_080_000);
  }

  @Test
  void aDeviceWithoutSpeedIsRefused() {
    assertThatThrownBy(() -> new Roofline(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bandwidth is 0.0");
  }
}
