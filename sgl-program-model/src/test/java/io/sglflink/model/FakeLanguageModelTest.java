package io.sglflink.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FakeLanguageModelTest {

  private final FakeLanguageModel model = new FakeLanguageModel();

  @Test
  void theAnswerDependsOnPromptParametersAndSeedOnly() {
    Generation answer = model.generate(request("问", SamplingParams.DEFAULTS, 1)).join();

    assertThat(new FakeLanguageModel().generate(request("问", SamplingParams.DEFAULTS, 1)).join())
        .isEqualTo(answer);
    assertThat(model.generate(request("问?", SamplingParams.DEFAULTS, 1)).join().text())
        .isNotEqualTo(answer.text());
    assertThat(model.generate(request("问", SamplingParams.DEFAULTS, 2)).join().text())
        .isNotEqualTo(answer.text());
  }

  @Test
  void greedyAnswersIgnoreTheSeed() {
    assertThat(model.generate(request("q", sampling(9, 0, 0.0, List.of()), 1)).join())
        .isEqualTo(model.generate(request("q", sampling(9, 0, 0.0, List.of()), 2)).join());
  }

  @Test
  void finishConditionsHold() {
    for (int seed = 0; seed < 200; seed++) {
      SamplingParams sampling = sampling(12, 4, 1.0, List.of("模型", "yes"));
      Generation answer = model.generate(request("q", sampling, seed)).join();
      assertThat(answer.text()).doesNotContain("模型", "yes");
      assertThat(answer.completionTokens()).isLessThanOrEqualTo(12);
      if (answer.finishReason() instanceof FinishReason.StopToken) {
        assertThat(answer.completionTokens()).isGreaterThan(4);
      }
    }
    assertThat(model.generate(request("q", sampling(0, 0, 1.0, List.of()), 1)).join())
        .satisfies(
            answer -> {
              assertThat(answer.text()).isEmpty();
              assertThat(answer.finishReason()).isEqualTo(new FinishReason.Length(0));
            });
  }

  @Test
  void outputSatisfiesItsConstraintOrIsCut() {
    for (int seed = 0; seed < 50; seed++) {
      Generation.Sample sample =
          model.generate(constrained("[a-f]{3,}是+", seed)).join().samples().get(0);
      boolean whole = sample.constraint().satisfied();
      assertThat(sample.text().matches("[a-f]{3,}是+")).isEqualTo(whole);
      assertThat(sample.finishReason() instanceof FinishReason.Length).isEqualTo(!whole);
    }
  }

  @Test
  void heldCallsWaitInOrderAndCancelledOnesLeave() {
    model.hold();
    CompletableFuture<Generation> first = model.generate(request("1", SamplingParams.DEFAULTS, 1));
    CompletableFuture<Scoring> second =
        model.score(new ScoreRequest(new RequestId("r", "s"), "2", List.of("是", "否")));
    CompletableFuture<Generation> third = model.generate(request("3", SamplingParams.DEFAULTS, 1));
    first.cancel(true);

    assertThat(model.waiting()).isEqualTo(2);
    assertThat(model.cancelled()).isEqualTo(1);
    assertThat(model.release(1)).isEqualTo(1);
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
    assertThat(model.releaseAll()).isEqualTo(1);
    assertThat(third).isCompleted();
    assertThat(model.generate(request("4", SamplingParams.DEFAULTS, 1))).isCompleted();
    assertThat(model.calls()).isEqualTo(4);
  }

  private static GenerateRequest constrained(String regex, long seed) {
    return new GenerateRequest(
        new RequestId("r", "s"),
        "",
        sampling(12, 0, 1.0, List.of()),
        new Constraint.Regex(regex),
        seed);
  }

  private static GenerateRequest request(String prompt, SamplingParams sampling, long seed) {
    return new GenerateRequest(
        new RequestId("run", "step"), prompt, sampling, Constraint.NONE, seed);
  }

  private static SamplingParams sampling(
      int maxTokens, int minTokens, double temperature, List<String> stop) {
    return SamplingParams.DEFAULTS.with(
        set -> set.maxTokens(maxTokens).minTokens(minTokens).temperature(temperature).stop(stop));
  }
}
