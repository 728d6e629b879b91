package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.TokenLogprob;
import io.sglflink.program.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constraints on a real model, whose own output is noise. */
class EngineConstraintTest {

  private static final String PROMPT = "问题:什么是AI?\n答案:";
  private static final FinishReason COMPLETE = new FinishReason.ConstraintComplete();

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

  private static CompletableFuture<Generation> submit(String regex, Sampling sampling, long seed) {
    Constraint constraint = regex == null ? Constraint.NONE : new Constraint.Regex(regex);
    return model.generate(
        new GenerateRequest(
            new RequestId("run-1", "/body/2"), PROMPT, sampling.params(), constraint, seed));
  }

  private static Generation generate(String regex, Sampling sampling) {
    return submit(regex, sampling, 0).join();
  }

  private static List<Integer> ids(Generation generation) {
    return generation.outputLogprobs().stream().map(TokenLogprob::tokenId).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[是否]",
        "(yes|no|不知道)",
        "\\d{4}-\\d{2}-\\d{2}",
        "[\\u4e00-\\u9fff]{3,5}",
        "[一-鿿，。]{8}",
        "\\{\"[a-z]{1,9}\": (true|false)\\}",
        "(?i)answer: [^\\n]{1,12}!",
        "[🙂🙃é]{2}",
        "(True|False)",
        ".{0,3}",
        "x{9}|y?",
      })
  void theWholeOutputMatchesItsPattern(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
    List<CompletableFuture<Generation>> running = new ArrayList<>();
    running.add(submit(regex, Sampling.greedy().maxTokens(64), 0));
    for (int seed = 1; seed <= 6; seed++) {
      Sampling sampling = Sampling.at(1.5).maxTokens(64);
      running.add(submit(regex, seed % 2 == 0 ? sampling : sampling.topP(0.7).minP(0.1), seed));
    }
    for (CompletableFuture<Generation> one : running) {
      assertThat(one.join().text()).matches(pattern);
      assertThat(one.join().finishReason()).isEqualTo(COMPLETE);
    }
  }

  @Test
  void aTypesOutputIsOfItsForm() {
    for (int seed = 0; seed < 4; seed++) {
      Sampling number = Sampling.at(1).maxTokens(40).stop(" ", "\n");
      assertThat(submit(DataType.INT.regex(), number, seed).join().text()).matches("[-+]?[0-9]+");
      assertThat(submit(DataType.FLOAT.regex(), number, seed).join().text())
          .matches("[-+]?[0-9]*(\\.[0-9]*)?");
    }
  }

  @Test
  void whatIsNotConstrainedDrawsTheSameTokensBesideWhatIs() {
    Sampling greedy = Sampling.greedy().maxTokens(24).top(0);
    Sampling sampled = Sampling.at(1).maxTokens(24).topK(50).top(0);
    List<Integer> greedyAlone = ids(submit(null, greedy, 1).join());
    List<Integer> sampledAlone = ids(submit(null, sampled, 1).join());
    List<Integer> constrainedAlone = ids(submit("[a-z0-9]{20,}", sampled, 3).join());
    List<CompletableFuture<Generation>> running = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      running.add(submit("[一-鿿]{9,}", i % 2 == 0 ? greedy : sampled, i));
    }
    CompletableFuture<Generation> first = submit(null, greedy, 1);
    CompletableFuture<Generation> second = submit(null, sampled, 1);
    CompletableFuture<Generation> third = submit("[a-z0-9]{20,}", sampled, 3);
    assertThat(ids(first.join())).isEqualTo(greedyAlone);
    assertThat(ids(second.join())).isEqualTo(sampledAlone);
    assertThat(ids(third.join())).isEqualTo(constrainedAlone);
    running.forEach(one -> assertThat(one.join().text()).matches("[一-鿿]*�?"));
  }

  @Test
  void greedyDrawsTheBestTokenThatIsAllowed() {
    Generation free = generate(null, Sampling.greedy().maxTokens(1).top(640));
    TokenLogprob best =
        free.outputLogprobs().get(0).top().stream()
            .filter(EngineConstraintTest::isDigit)
            .findFirst()
            .orElseThrow();
    Generation digit = generate("[0-9]{1,9}x", Sampling.greedy().maxTokens(1).top(0));
    assertThat(ids(digit)).containsExactly(best.tokenId());
    assertThat(digit.outputLogprobs().get(0).logprob())
        .as("the model's own, as if nothing were constrained")
        .isCloseTo(best.logprob(), within(1e-5));
  }

  private static boolean isDigit(TokenLogprob token) {
    // The vocabulary begins with four special tokens and then "!", so "0" is token 19.
    return token.tokenId() >= 19 && token.tokenId() < 29;
  }

  @Test
  void theOneBestIsDrawnHoweverSamplingIsCutDown() {
    String regex = "[a-z]{3,6} [0-9]{2}";
    String greedy = generate(regex, Sampling.greedy().maxTokens(40)).text();
    assertThat(generate(regex, Sampling.at(1).topK(1).maxTokens(40)).text()).isEqualTo(greedy);
    assertThat(generate(regex, Sampling.at(1).topP(1e-9).maxTokens(40)).text()).isEqualTo(greedy);
    assertThat(generate(regex, Sampling.at(1).minP(1).maxTokens(40)).text()).isEqualTo(greedy);
  }

  @Test
  void penaltiesDoNotLetOthersIn() {
    Generation generation = generate("[ab]{30}", Sampling.greedy().maxTokens(64).penalties(-2, -2));
    assertThat(generation.text()).matches("[ab]{30}");
  }

  @Test
  void maxTokensCutTheOutputShortOfAMatch() {
    Generation generation = generate("[a-z]{50}", Sampling.greedy().maxTokens(5));
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.Length(5));
    assertThat(generation.text()).matches("[a-z]{5,49}");
    assertThat(generate("[a-z]", Sampling.greedy().maxTokens(1)).finishReason())
        .as("complete with the last token")
        .isEqualTo(COMPLETE);
  }

  @Test
  void anOutputThatCannotGoOnEndsWithoutAnotherToken() {
    Generation generation = generate("[0-9]", Sampling.greedy().maxTokens(9));
    assertThat(generation.completionTokens()).isEqualTo(1);
    Generation nothing = generate("", Sampling.greedy().maxTokens(9));
    assertThat(nothing.completionTokens()).isZero();
    assertThat(nothing.text()).isEmpty();
    assertThat(nothing.finishReason()).isEqualTo(COMPLETE);
  }

  @Test
  void endTokensAreDrawnWhereTheTextMatchesAndAreNotInIt() {
    Generation generation = null;
    for (int seed = 0; generation == null || generation.text().length() == 3; seed++) {
      generation = submit("[ab]{2,3}", Sampling.at(1).maxTokens(9).top(0), seed).join();
    }
    assertThat(generation.text()).matches("[ab]{2}");
    assertThat(ids(generation)).endsWith(1);
    assertThat(generation.finishReason()).isEqualTo(COMPLETE);
  }

  @Test
  void ignoreEosAndMinTokensPutOffAnEndThatIsNotTheOnlyWayOn() {
    for (int seed = 0; seed < 5; seed++) {
      assertThat(submit("a{0,3}", Sampling.at(1).maxTokens(9).ignoreEos(), seed).join())
          .satisfies(
              generation -> {
                assertThat(generation.text()).isEqualTo("aaa");
                assertThat(generation.finishReason()).isEqualTo(COMPLETE);
              });
      assertThat(submit("[ab]{0,30}", Sampling.at(1).maxTokens(40).minTokens(7), seed).join())
          .satisfies(
              generation -> assertThat(generation.completionTokens()).isGreaterThanOrEqualTo(7));
      assertThat(submit("[ab]", Sampling.at(1).maxTokens(40).minTokens(7), seed).join().text())
          .hasSize(1);
    }
  }

  @Test
  void aStopStringCutsAConstrainedOutput() {
    Generation generation = generate("[0-9]{2};[0-9]{2}", Sampling.greedy().maxTokens(9).stop(";"));
    assertThat(generation.text()).matches("[0-9]{2}");
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.StopString(";"));
  }

  @Test
  void aPatternThatCannotBeEnforcedIsTheRequestsFailure() {
    assertThatThrownBy(submit("(a)\\1", Sampling.greedy(), 0)::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONSTRAINT_UNSUPPORTED))
        .hasMessageContaining("/body/2")
        .hasMessageContaining("a backreference is not supported at character 3");
  }
}
