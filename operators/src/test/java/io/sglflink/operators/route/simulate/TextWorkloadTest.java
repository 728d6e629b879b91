package io.sglflink.operators.route.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.record.InvalidRecordException;
import org.junit.jupiter.api.Test;

class TextWorkloadTest {

  private final TextWorkload workload = TextWorkload.of(400, 4, 12, 150, 1);

  @Test
  void recordsRun() throws InvalidRecordException {
    PromptDecoder decoder = new PromptDecoder(ProgramLibrary.empty(), RunDefaults.DEFAULT);
    for (byte[] record : workload.records()) {
      assertThat(decoder.decode(record).record().id()).startsWith("routed-");
    }
  }

  @Test
  void moreSlotsThanOneCostSomeHits() {
    double one = workload.predict(1, 128, 100_000, TextWorkloadTest::fours);
    double four = workload.predict(4, 128, 100_000, TextWorkloadTest::fours);
    assertThat(one).isGreaterThan(0.8);
    assertThat(four).isBetween(one - 0.15, one);
  }

  private static int fours(String text) {
    return text.length() / 4;
  }
}
