package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.Generation.Sample;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.TokenLogprob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Samples, penalties, biases and stop patterns on a real model. */
class EngineSamplingTest {

  private static final RequestId ID = new RequestId("run-1", "/body/2");
  private static final String QUESTION = "问题:什么是AI?\n答案:";

  /** What follows greedily: twelve tokens of it. */
  private static final String GREEDY = "_{_{_{_{_{_{ueestiononestiononestion";

  private static EngineLease lease;
  private static LanguageModel model;

  @BeforeAll
  static void open() {
    lease = SharedEngines.acquire(ParityModels.options(ParityModels.directory("llama")));
    model = lease.model();
  }

  @AfterAll
  static void close() {
    lease.close();
  }

  private static CompletableFuture<Generation> submit(
      String prompt, Sampling sampling, Constraint constraint, long seed) {
    return model.generate(new GenerateRequest(ID, prompt, sampling.params(), constraint, seed));
  }

  private static Generation generate(Sampling sampling, long seed) {
    return submit(QUESTION, sampling, Constraint.NONE, seed).join();
  }

  private static Generation generate(Sampling sampling) {
    return generate(sampling, 0);
  }

  private static List<Integer> ids(Sample sample) {
    return sample.outputLogprobs().stream().map(TokenLogprob::tokenId).toList();
  }

  private static List<List<Integer>> ids(Generation generation) {
    return generation.samples().stream().map(EngineSamplingTest::ids).toList();
  }

  private static void assertRefused(Sampling sampling, String message) {
    assertThatThrownBy(() -> generate(sampling))
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_SAMPLING))
        .hasMessage(message);
  }

  @Test
  void samplesDifferAndRepeatWithTheSeed() {
    Sampling sampling = Sampling.at(1).maxTokens(12).n(4).top(0);
    Generation first = generate(sampling, 7);
    assertThat(first.samples()).hasSize(4);
    assertThat(new HashSet<>(ids(first))).hasSize(4);
    assertThat(ids(generate(sampling, 7))).isEqualTo(ids(first));
    assertThat(ids(generate(sampling, 8))).doesNotContainAnyElementsOf(ids(first));
    assertThat(ids(generate(Sampling.at(1).maxTokens(12).top(0), 7)))
        .as("the first of several is the only one of one")
        .containsExactly(ids(first.samples().get(0)));
    assertThat(first.completionTokens())
        .isEqualTo(first.samples().stream().mapToInt(Sample::completionTokens).sum());
  }

  @Test
  void samplesAreTheSameAmongOtherRequests() {
    Sampling sampling = Sampling.at(1).maxTokens(16).n(3).repetitionPenalty(1.3).top(0);
    List<List<Integer>> alone = ids(generate(sampling, 3));
    List<CompletableFuture<Generation>> others = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      others.add(
          submit(
              "第" + i + "题: text", Sampling.at(1.2).topP(0.9).maxTokens(20), Constraint.NONE, i));
    }
    CompletableFuture<Generation> among = submit(QUESTION, sampling, Constraint.NONE, 3);
    others.forEach(CompletableFuture::join);
    assertThat(ids(among.join())).isEqualTo(alone);
  }

  @Test
  void greedySamplesAreAllTheSameAndThePromptIsReportedOnce() {
    Generation generation = generate(Sampling.greedy().maxTokens(12).n(3).logprobs(0, 2, true));
    assertThat(generation.samples()).extracting(Sample::text).containsOnly(GREEDY).hasSize(3);
    assertThat(generation.promptLogprobs()).hasSize(generation.promptTokens() - 1);
    assertThat(generation.samples())
        .allSatisfy(sample -> assertThat(sample.outputLogprobs()).hasSize(12))
        .extracting(Sample::finishReason)
        .containsOnly(new FinishReason.Length(12));
  }

  @Test
  void samplesKeepToTheirConstraintOnTheirOwn() {
    Generation generation =
        submit(QUESTION, Sampling.at(1).maxTokens(20).n(6), new Constraint.Regex("[a-z]{3}"), 1)
            .join();
    assertThat(generation.samples())
        .extracting(Sample::text)
        .allMatch(text -> text.matches("[a-z]{3}"));
    assertThat(generation.samples()).extracting(Sample::text).doesNotHaveDuplicates();
  }

  @Test
  void aSamplingSeedCountsWhateverTheRequestsSeed() {
    Sampling sampling = Sampling.at(1).maxTokens(12).seed(5).top(0);
    assertThat(ids(generate(sampling, 1))).isEqualTo(ids(generate(sampling, 2)));
    assertThat(ids(generate(sampling, 1)))
        .isEqualTo(ids(generate(Sampling.at(1).maxTokens(12).top(0), 5)));
  }

  @Test
  void aRepetitionPenaltyAvoidsWhatPromptAndOutputHave() {
    Sampling plain = Sampling.greedy().maxTokens(8).top(0);
    List<Integer> free = ids(generate(plain).samples().get(0));
    assertThat(free.subList(0, 6)).containsOnly(free.get(0), free.get(1));
    List<Integer> penalized =
        ids(generate(Sampling.greedy().maxTokens(8).repetitionPenalty(2).top(0)).samples().get(0));
    assertThat(penalized).doesNotHaveDuplicates().isNotEqualTo(free);
    List<Integer> rewarded =
        ids(
            generate(Sampling.greedy().maxTokens(40).repetitionPenalty(0.01).top(0))
                .samples()
                .get(0));
    assertThat(new HashSet<>(rewarded)).as("what is there grows").hasSizeLessThan(8);
  }

  @Test
  void aBiasForbidsAndForcesTokens() {
    List<Integer> free = ids(generate(Sampling.greedy().maxTokens(4).top(0)).samples().get(0));
    Sampling without = Sampling.greedy().maxTokens(8).bias(Map.of(free.get(0), -1e30)).top(0);
    assertThat(ids(generate(without).samples().get(0))).doesNotContain(free.get(0));
    Sampling only = Sampling.at(1e-5).maxTokens(5).bias(Map.of(300, 1e30)).top(0);
    assertThat(ids(generate(only).samples().get(0))).containsOnly(300).hasSize(5);
  }

  @Test
  void tokensOutsideTheVocabularyAreRefused() {
    assertRefused(
        Sampling.greedy().stopTokenIds(1, 640),
        "stop_token_ids of step /body/2 has token id 640, the model's vocabulary has 640 tokens:"
            + " give an id from 0 to 639");
    assertRefused(
        Sampling.greedy().bias(Map.of(151_643, -1.0)),
        "logit_bias of step /body/2 has token id 151643, the model's vocabulary has 640 tokens:"
            + " give an id from 0 to 639");
  }

  @Test
  void aStopPatternEndsTheOutputAndIsCutOff() {
    Generation generation =
        generate(Sampling.greedy().maxTokens(40).stopRegex("e{2}s", "[0-9]{9}").stop("never"));
    assertThat(generation.text()).isEqualTo("_{_{_{_{_{_{u");
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.StopString("e{2}s"));
    assertThat(generation.completionTokens()).isLessThan(12);
  }

  @Test
  void ofAStringAndAPatternTheFirstInTheTextStops() {
    Generation generation =
        generate(Sampling.greedy().maxTokens(40).stop("stion").stopRegex("(u|es)e*"));
    assertThat(generation.text()).isEqualTo("_{_{_{_{_{_{");
  }

  @Test
  void eachSampleStopsOnItsOwn() {
    Sampling sampling = Sampling.at(1).maxTokens(60).n(8).stopRegex("[a-e]").ignoreEos();
    Generation generation = generate(sampling, 11);
    assertThat(generation.samples())
        .allSatisfy(sample -> assertThat(sample.text()).doesNotContainPattern("[a-e]"))
        .extracting(Sample::completionTokens)
        .satisfies(counts -> assertThat(new HashSet<>(counts)).hasSizeGreaterThan(1));
  }

  @Test
  void aStopPatternThatIsNoneIsRefused() {
    assertRefused(
        Sampling.greedy().stopRegex("a("),
        "step /body/2 has a stop_regex that cannot be used: ( without its ) at character 1: close"
            + " the group, or write \\(");
  }

  @Test
  void cancellingARequestCancelsAllSamples() {
    CompletableFuture<Generation> long1 =
        submit(QUESTION, Sampling.at(1).maxTokens(1500).n(16).ignoreEos(), Constraint.NONE, 1);
    long1.cancel(true);
    assertThat(generate(Sampling.greedy().maxTokens(12)).text()).isEqualTo(GREEDY);
    assertThat(long1).isCancelled();
  }
}
