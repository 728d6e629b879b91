package io.sglflink.operators.route.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.record.InvalidRecordException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextWorkloadTest {

  @ParameterizedTest
  @MethodSource("workloads")
  void recordsRun(TextWorkload workload) throws InvalidRecordException {
    PromptDecoder decoder = new PromptDecoder(ProgramLibrary.empty(), RunDefaults.DEFAULT);
    for (byte[] record : workload.records()) {
      assertThat(decoder.decode(record).record().id()).startsWith("routed-");
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void moreSlotsThanOneCostSomeHits(TextWorkload workload) {
    double one = hitRate(workload, new Cluster(1, 400_000, 512, 1, 1));
    double four = hitRate(workload, new Cluster(4, 400_000, 512, 1, 1));
    assertThat(one).isGreaterThan(0.8);
    assertThat(four).isBetween(one - 0.15, one);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void anEngineThatChoosesFindsMoreInASmallCache(TextWorkload workload) {
    double first = hitRate(workload, new Cluster(4, 3_000, 128, 1, 1, 1));
    double chosen = hitRate(workload, new Cluster(4, 3_000, 128, 64, 1, 1));
    assertThat(chosen).isGreaterThan(first + 0.1);
  }

  static List<TextWorkload> workloads() {
    return List.of(TextWorkload.zipf(400, 4, 12, 150, 1), TextWorkload.fewShot(400, 4, 3, 100, 1));
  }

  private static double hitRate(TextWorkload workload, Cluster cluster) {
    return workload.predict(cluster, 128, text -> text.chars().toArray()).hitRate();
  }
}
