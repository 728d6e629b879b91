package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputEstimatesTest {

  private final OutputEstimates estimates = new OutputEstimates(2);

  private static TokenRequest request(String step, int maxTokens) {
    return TestRequest.of(1).step(step).maxTokens(maxTokens).request();
  }

  @Test
  void aShareOfMaxTokensIsExpectedOfAStepThatNobodyKnows() {
    assertThat(estimates.expected(request("/body/0", 100))).isEqualTo(70);
    assertThat(estimates.expected(request("/body/0", 1))).isEqualTo(1);
    assertThat(estimates.expected(request("/body/0", 0))).isZero();
  }

  @Test
  void whatHasEndedTeachesWhatToExpectNeverMoreThanMaxTokens() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      estimates.learn(request("/body/0", 1_000), 95 + random.nextInt(11));
    }
    assertThat(estimates.expected(request("/body/0", 1_000))).isBetween(98, 108);
    assertThat(estimates.expected(request("/body/0", 50))).isEqualTo(50);
  }

  @Test
  void iterationsOfALoopAreOneStepAndProgramsAreApart() {
    estimates.learn(request("/body/0[1]/body/2[0]", 100), 10);
    assertThat(estimates.expected(request("/body/0[17]/body/2[3]", 100))).isEqualTo(15);
    TokenRequest other =
        TestRequest.of(1).step("/body/0[1]/body/2[0]").maxTokens(100).program("other").request();
    assertThat(estimates.expected(other)).isEqualTo(70);
  }

  @Test
  void theStepThatWasUsedLongestAgoIsForgottenFirst() {
    estimates.learn(request("/a", 100), 10);
    estimates.learn(request("/b", 100), 10);
    assertThat(estimates.expected(request("/a", 100))).isEqualTo(15);
    estimates.learn(request("/c", 100), 10);
    assertThat(estimates.expected(request("/a", 100))).isEqualTo(15);
    assertThat(estimates.expected(request("/b", 100))).isEqualTo(70);
  }
}
