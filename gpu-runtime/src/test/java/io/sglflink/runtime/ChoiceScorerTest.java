package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.FailureCode;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.model.Scoring.ChoiceScore;
import io.sglflink.model.Serving;
import io.sglflink.model.TokenLogprob;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choices are scored by hand here: token by token on an engine without the text around it. */
class ChoiceScorerTest {

  private static final RequestId ID = new RequestId("run-1", "/body/2");

  private static EngineLease lease;
  private static TokenEngine byHand;
  private static Tokenizer tokenizer;

  @BeforeAll
  static void open() {
    Path directory = ParityModels.directory("llama");
    lease = SharedEngines.acquire(ParityModels.options(directory));
    byHand = ParityModels.tokenEngine(ParityModels.options(directory, false, 512));
    tokenizer = Tokenizer.open(directory);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
    byHand.close();
    lease.close();
  }

  private static int best(Scoring scoring) {
    return ChoicesMethod.TOKEN_LENGTH_NORMALIZED.best(scoring.choices());
  }

  private static Scoring score(LanguageModel model, String prompt, String... choices) {
    return model.score(new ScoreRequest(ID, prompt, List.of(choices))).join();
  }

  /** Asserts that {@code score} is the mean over {@code whole}'s tokens from {@code first} on. */
  private static void assertScore(ChoiceScore score, int[] whole, int first) {
    List<Logprobs> scored = byHand.submit(TokenRequests.scoring(whole, first)).join().scored();
    assertThat(scored).hasSize(whole.length - first);
    double mean = scored.stream().mapToDouble(Logprobs::logprob).average().orElseThrow();
    assertThat(score.normalizedLogprob()).isCloseTo(mean, within(1e-5));
    assertThat(score.tokens())
        .extracting(TokenLogprob::tokenId)
        .containsExactlyElementsOf(
            IntStream.range(first, whole.length).mapToObj(i -> whole[i]).toList());
    for (int i = 0; i < scored.size(); i++) {
      assertThat(score.tokens().get(i).logprob()).isCloseTo(scored.get(i).logprob(), within(1e-5));
    }
  }

  @Test
  void aChoiceIsScoredByTheMeanOfItsOwnTokens() {
    String prompt = "问题:什么是AI?\n答案:";
    int[] tokens = tokenizer.encode(prompt);
    List<String> choices = List.of("推理", " RadixAttention", "cache 缓存 hit", "x");
    Scoring scoring = score(lease.model(), prompt, choices.toArray(new String[0]));
    int own = 0;
    for (int i = 0; i < choices.size(); i++) {
      int[] whole = tokenizer.encode(prompt + choices.get(i));
      assertThat(Arrays.copyOf(whole, tokens.length)).isEqualTo(tokens);
      assertScore(scoring.choices().get(i), whole, tokens.length);
      own += whole.length - tokens.length;
    }
    assertThat(scoring.promptTokens()).isEqualTo(tokens.length + own);
    double best = scoring.choices().get(best(scoring)).normalizedLogprob();
    assertThat(scoring.choices())
        .allSatisfy(choice -> assertThat(choice.normalizedLogprob()).isLessThanOrEqualTo(best));
  }

  @Test
  void thePromptsLastTokenCountsWhereTheChoiceChangesIt() {
    String prompt = "请求的共享";
    int[] tokens = tokenizer.encode(prompt);
    int last = tokens.length - 1;
    int[] merged = tokenizer.encode(prompt + "前缀");
    int[] apart = tokenizer.encode(prompt + "缓存");
    assertThat(merged).hasSameSizeAs(tokens);
    assertThat(merged[last]).isNotEqualTo(tokens[last]);
    assertThat(apart[last]).isEqualTo(tokens[last]);

    Scoring scoring = score(lease.model(), prompt, "前缀", "缓存");
    assertScore(scoring.choices().get(0), merged, last);
    assertScore(scoring.choices().get(1), apart, tokens.length);
  }

  @Test
  void aChangedLastTokenCountsBesideTokensAfterIt() {
    String prompt = "use to";
    int[] tokens = tokenizer.encode(prompt);
    int[] whole = tokenizer.encode(prompt + "ken 缓存");
    assertThat(whole.length).isGreaterThan(tokens.length);
    assertThat(whole[tokens.length - 1]).isNotEqualTo(tokens[tokens.length - 1]);
    assertScore(score(lease.model(), prompt, "ken 缓存").choices().get(0), whole, tokens.length - 1);
  }

  @Test
  void scoresAreTheSameWithAndWithoutTheCache() {
    String[] choices = {"推理", " RadixAttention", "缓存", "前缀缓存", "x"};
    String prompt = "一个问题: 请求的共享";
    try (EngineLease plain =
        SharedEngines.acquire(ParityModels.options(ParityModels.directory("llama"), false, 512))) {
      Scoring without = score(plain.model(), prompt, choices);
      Scoring first = score(lease.model(), prompt, choices);
      Scoring second = score(lease.model(), prompt, choices);
      assertThat(without.cachedTokens()).isZero();
      // The prompt's last token is computed again: its logits score the choice's first token.
      assertThat(second.cachedTokens()).isEqualTo(tokenizer.encode(prompt).length - 1);
      for (int i = 0; i < choices.length; i++) {
        double wanted = without.choices().get(i).normalizedLogprob();
        assertThat(first.choices().get(i).normalizedLogprob()).isCloseTo(wanted, within(1e-5));
        assertThat(second.choices().get(i).normalizedLogprob()).isCloseTo(wanted, within(1e-5));
      }
      assertThat(best(second)).isEqualTo(best(without));
      assertThat(second.promptTokens()).isEqualTo(without.promptTokens());
    }
  }

  @Test
  void afterTheEmptyPromptAllTokensOfAChoiceCount() {
    Scoring scoring = score(lease.model(), "", "推理", "cache 缓存");
    int bos = 0;
    for (int i = 0; i < 2; i++) {
      int[] own = tokenizer.encode(List.of("推理", "cache 缓存").get(i));
      int[] whole = IntStream.concat(IntStream.of(bos), Arrays.stream(own)).toArray();
      assertScore(scoring.choices().get(i), whole, 1);
    }
    assertThat(tokenizer.encode("推理")).hasSize(1);
  }

  @Test
  void aChoiceThatIsTheFirstTokenOfAllHasNoProbability() {
    assertThat(tokenizer.encode("共享前缀")).hasSize(1);
    assertThatThrownBy(() -> score(lease.model(), "共享", "前缀", "缓存"))
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.PROMPT_EMPTY))
        .hasMessage(
            "step /body/2 scores a choice that is the model's first token: put text before the"
                + " select");
  }

  @Test
  void unconditionalScoresAreThoseOfTheChoicesTokensAlone() {
    String prompt = "问题:什么是AI?\n答案:";
    int begin = tokenizer.encode(prompt).length;
    List<String> choices = List.of(" RadixAttention", "cache 缓存 hit", "x");
    LogprobOptions logprobs = new LogprobOptions(true, -1, 3, true);
    Scoring scoring =
        lease
            .model()
            .score(
                new ScoreRequest(
                    ID,
                    prompt,
                    choices,
                    ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED,
                    logprobs,
                    Serving.DEFAULT))
            .join();
    for (int i = 0; i < choices.size(); i++) {
      int[] whole = tokenizer.encode(prompt + choices.get(i));
      int[] own = Arrays.copyOfRange(whole, begin, whole.length);
      ChoiceScore score = scoring.choices().get(i);
      assertScore(score, whole, begin);
      assertThat(score.unconditional()).hasSize(own.length - 1);
      if (own.length > 1) {
        List<Logprobs> alone = byHand.submit(TokenRequests.scoring(own, 1)).join().scored();
        for (int j = 0; j < alone.size(); j++) {
          assertThat(score.unconditional().get(j).tokenId()).isEqualTo(own[j + 1]);
          assertThat(score.unconditional().get(j).logprob())
              .isCloseTo(alone.get(j).logprob(), within(1e-5));
        }
      }
      assertThat(score.tokens())
          .allSatisfy(
              token -> {
                assertThat(token.text()).isNotNull();
                assertThat(token.top()).hasSize(3);
              });
    }
    assertThat(tokenizer.encode("x")).as("a choice that has no second token").hasSize(1);
  }

  @Test
  void aChoiceBeyondTheContextFails() {
    assertThatThrownBy(() -> score(lease.model(), "x", "y", "y".repeat(2048)))
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.PROMPT_TOO_LONG));
  }

  @Test
  void scoresThatAreNotFiniteFail(@TempDir Path directory) throws IOException {
    int[] prompt = tokenizer.encode("问题: ");
    CheckpointCopy copy =
        CheckpointCopy.of("llama", directory).nanRow("model.embed_tokens.weight", prompt[0]);
    try (EngineLease broken = SharedEngines.acquire(ParityModels.options(copy.directory()))) {
      assertThatThrownBy(() -> score(broken.model(), "问题: ", "是", "否"))
          .cause()
          .isInstanceOfSatisfying(
              RequestFailedException.class,
              failure -> assertThat(failure.code()).isEqualTo(FailureCode.NON_FINITE_LOGITS))
          .hasMessageContaining("/body/2");
      assertThat(score(broken.model(), "cache", "是", "否").choices()).hasSize(2);
    }
  }
}
