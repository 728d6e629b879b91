package io.sglflink.operators.route.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.record.InvalidRecordException;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class TextWorkloadTest {

  private static final ToIntFunction<String> FOUR_CHARACTERS = text -> text.length() / 4;

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
    double one = workload.predict(1, 128, 100_000, FOUR_CHARACTERS);
    double four = workload.predict(4, 128, 100_000, FOUR_CHARACTERS);
    assertThat(one).isGreaterThan(0.8);
    assertThat(four).isBetween(one - 0.15, one);
  }
}
