package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.FinishReason;
import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.engine.TokenRequest.StopCheck.Stopped;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tokens that a constraint leaves no choice about. */
class JumpAheadTest {

  private static final FinishReason COMPLETE = new FinishReason.ConstraintComplete();

  private final Letters letters = new Letters();
  private final SlotModel model = new SlotModel(500, SegmentStyle.EACH);

  private static StepLoop loop(SlotModel model, int chunk, boolean jumpAhead) {
    Limits some = SlotModel.limits(8, chunk, true, EvictionPolicy.LRU);
    Limits limits =
        new Limits(
            8, chunk, true, some.eviction(), jumpAhead, true, some.cost(), some.stepTimeout());
    return new StepLoop(model, limits, () -> 0);
  }

  private static TokenResult run(StepLoop loop, TokenRequest request) {
    Sequence sequence = new Sequence(request, 0);
    loop.scheduler().add(sequence);
    do {
      loop.turn();
      loop.scheduler().publishEnds();
    } while (!loop.isIdle());
    return sequence.future().join();
  }

  private TestRequest request(String regex) {
    return TestRequest.of(1, 2).maxTokens(30).constrained(letters.regex(regex));
  }

  private TokenResult run(TestRequest request) {
    return run(loop(model, 100, true), request.request());
  }

  private static String text(TokenResult result) {
    return Letters.text(result.output());
  }

  @Test
  void theyAreComputedInOneStepWithTheTokenBeforeThem() {
    TokenResult result = run(request("[a-c]xyz[a-c]"));
    assertThat(text(result)).matches("[a-c]xyz[a-c]");
    assertThat(result.forced()).isEqualTo(3);
    assertThat(result.finishReason()).isEqualTo(COMPLETE);
    assertThat(result.satisfied()).isTrue();
    assertThat(model.steps()).isEqualTo(2);
    assertThat(model.rows()).isEqualTo(2 + 1 + 3);
  }

  @Test
  void atTheStartOfTheOutputTheyAreComputedWithThePrompt() {
    TokenResult result = run(request("xyz[a-c]"));
    assertThat(text(result)).matches("xyz[a-c]");
    assertThat(model.steps()).isEqualTo(1);
    assertThat(model.rows()).isEqualTo(2 + 3);
  }

  @Test
  void anOutputThatEndsWithThemNeedsNoFurtherStep() {
    TokenResult result = run(request("[a-c]xyz"));
    assertThat(text(result)).matches("[a-c]xyz");
    assertThat(result.finishReason()).isEqualTo(COMPLETE);
    assertThat(model.steps()).isEqualTo(1);
  }

  @Test
  void anOutputOfNothingElseNeedsNoStepAtAll() {
    StepLoop loop = loop(model, 100, true);
    TokenResult result = run(loop, request("xyz").request());
    assertThat(text(result)).isEqualTo("xyz");
    assertThat(result.finishReason()).isEqualTo(COMPLETE);
    assertThat(result.forced()).isEqualTo(3);
    assertThat(result.cachedTokens()).isZero();
    assertThat(model.steps()).isZero();
    assertThat(loop.stats().generatedTokens()).isEqualTo(3);
    assertThat(loop.stats().forcedTokens()).isEqualTo(3);
  }

  @Test
  void maxTokensCutsThemShort() {
    TokenResult result = run(request("[a-c]xyzz").maxTokens(3));
    assertThat(text(result)).matches("[a-c]xy");
    assertThat(result.finishReason()).isEqualTo(new FinishReason.Length(3));
    assertThat(result.satisfied()).isFalse();
    assertThat(run(request("xyz").maxTokens(2)).output()).hasSize(2);
    assertThat(run(request("xyz").maxTokens(0)).output()).isEmpty();
  }

  @Test
  void stopsSeeEachOfThem() {
    List<Integer> seen = new ArrayList<>();
    StopCheck stopAtY =
        token -> {
          seen.add(token);
          return token == Letters.token('y') ? new Stopped("y", "") : null;
        };
    TokenResult result = run(request("[a-c]xyz[a-c]").stopAt(stopAtY));
    assertThat(text(result)).matches("[a-c]xy");
    assertThat(result.finishReason()).isEqualTo(new FinishReason.StopString("y"));
    assertThat(result.satisfied()).isFalse();
    assertThat(seen).hasSize(3);
  }

  @Test
  void aStopIsNoPartOfWhatIsToSatisfyTheConstraint() {
    assertThat(run(request("[a-c]x?").stopAt(after('x', 1))).satisfied()).isTrue();
    assertThat(run(request("[a-c]x").stopAt(after('x', 1))).satisfied()).isFalse();
  }

  @Test
  void aStopOfSeveralTokensIsNoPartOfItEither() {
    assertThat(run(request("[a-c](xyz)?").stopAt(after('z', 3))).satisfied()).isTrue();
    assertThat(run(request("[a-c]x?yz").stopAt(after('z', 2))).satisfied()).isFalse();
  }

  /** Stops at {@code last}, the last of so many letters that are cut off. */
  private static StopCheck after(char last, int letters) {
    StringBuilder text = new StringBuilder();
    return token -> {
      text.append(Letters.text(token));
      String before = text.substring(0, Math.max(0, text.length() - letters));
      return token == Letters.token(last) ? new Stopped("stop", before) : null;
    };
  }

  @Test
  void aTokenThatEndsOutputsEndsItWhereItIsForced() {
    TokenRequest plain = request("[a-c]xyz[a-c]").request();
    int y = Letters.token('y');
    TokenRequest request =
        new TokenRequest(
            plain.id(),
            plain.prompt(),
            plain.sampling(),
            Set.of(y),
            plain.seed(),
            plain.scoreFrom(),
            plain.stopCheck(),
            plain.constraint(),
            plain.complete(),
            plain.serving());
    TokenResult result = run(loop(model, 100, true), request);
    assertThat(text(result)).matches("[a-c]xy");
    assertThat(result.finishReason()).isEqualTo(new FinishReason.StopToken(y));
  }

  @Test
  void fewAreLeftToTheModelWhereAJumpCostsMore() {
    Output output = new Output(request("xyz[a-c]xy").request());
    output.begin(true);
    assertThat(output.jump(new int[] {1, 2}, 2, 4)).isEmpty();
    assertThat(output.jump(new int[] {1, 2}, 2, 3)).hasSize(3);
  }

  @Test
  void thoseThatCompleteTheOutputCostNothing() {
    Output output = new Output(request("[a-c]xy").request());
    output.begin(true);
    output.append(Letters.token('a'), null);
    assertThat(output.jump(new int[] {1, 2, Letters.token('a')}, 3, 9)).hasSize(2);
    assertThat(output.isComplete()).isTrue();
  }

  @Test
  void penaltiesCountThem() {
    Output output = new Output(request("xxx[a-c]").penalized().request());
    output.begin(true);
    assertThat(output.jump(new int[] {1, 2}, 2, 0)).hasSize(3);
    EditList edits = new EditList(SlotModel.VOCABULARY);
    output.edits().addTo(edits, 0, output.length());
    assertThat(edits.build().tokens()).containsExactly(Letters.token('x'));
    assertThat(edits.build().bias()).containsExactly(-1);
  }

  @Test
  void aDrawHasTheRandomNumberOfItsPlaceAmongAllTokens() {
    TokenRequest greedy = request("xyz[a-c]").request();
    TokenRequest sampled =
        new TokenRequest(
            greedy.id(),
            greedy.prompt(),
            Sampling.at(1).maxTokens(9).params(),
            Set.of(),
            42,
            greedy.scoreFrom(),
            greedy.stopCheck(),
            greedy.constraint(),
            false,
            greedy.serving());
    Sequence sequence = new Sequence(sampled, 0);
    sequence.begin(true);
    DrawBuilder draws = new DrawBuilder(SlotModel.VOCABULARY);
    draws.add(sequence, 0);
    assertThat(draws.build().numbers()[3]).isEqualTo(UniformNumbers.at(42, 3));
  }

  @Test
  void withLogprobsEveryTokenIsDrawn() {
    TokenResult result = run(request("[a-c]xyz").scoreFrom(1));
    assertThat(result.forced()).isZero();
    assertThat(result.drawn()).hasSize(4);
    assertThat(result.scored()).hasSize(1);
  }

  @Test
  void theyAreFoundInTheCacheLikeAllTokens() {
    StepLoop loop = loop(model, 100, true);
    TokenResult first = run(loop, request("[a-c]xyz[a-c]").request());
    int[] whole = {1, 2, first.output()[0], first.output()[1], first.output()[2], 3};
    assertThat(run(loop, TestRequest.of(whole).request()).cachedTokens()).isEqualTo(5);
  }

  @Test
  void whatIsDrawnAfterThemDoesNotWaitForALongPrompt() {
    StepLoop loop = loop(model, 10, true);
    Sequence jumping = new Sequence(request("[a-c]xyz[a-c]").request(), 0);
    loop.scheduler().add(jumping);
    loop.turn();
    int[] longPrompt = new Random(1).ints(200, 0, SlotModel.VOCABULARY).toArray();
    // Lower slots come first in a turn.
    loop.scheduler().add(TestRequest.of(longPrompt).sequence());
    loop.turn();
    loop.scheduler().publishEnds();
    assertThat(jumping.future()).isDone();
  }

  @Test
  void manyAreComputedInChunksAndGetSlotsAsTheyComeUp() {
    String many = "x".repeat(100);
    StepLoop loop = loop(model, 16, true);
    // So that no output is expected at admission.
    for (int i = 0; i < 60; i++) {
      run(loop, TestRequest.of(3, i % 50).maxTokens(1).step("/").request());
    }
    TokenResult result = run(loop, request("[a-c]" + many + "[a-c]").maxTokens(200).request());
    assertThat(text(result)).matches("[a-c]" + many + "[a-c]");
    assertThat(result.forced()).isEqualTo(100);
    assertThat(loop.stats().retractions()).isZero();
  }

  @Test
  void completionLeavesRoomForTheEnd() {
    TokenResult result = run(request("[a-c]{1,9}xyz").maxTokens(5).completed());
    assertThat(text(result)).matches("[a-c]{1,2}xyz");
    assertThat(result.satisfied()).isTrue();
  }

  /** A model that looks at the text alone says the same, with fewer steps. */
  @Property(tries = 100)
  void withoutThemTheTextIsTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      String[] parts = {"[a-e]", "x{0,5}y", "(abc|abd|zz)", "q", "jumps", "s?", "(k|l)*"};
      pattern.append(parts[random.nextInt(parts.length)]);
    }
    int chunk = 1 + random.nextInt(20);
    int[] prompt = random.ints(1 + random.nextInt(20), 0, SlotModel.VOCABULARY).toArray();
    int maxTokens = random.nextInt(40);
    List<String> texts = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (boolean jumpAhead : new boolean[] {true, false}) {
      SlotModel own = new SlotModel(100, SegmentStyle.WAVES);
      TestRequest request =
          TestRequest.of(prompt)
              .maxTokens(maxTokens)
              .constrained(letters.regex(pattern.toString()));
      TokenResult result =
          run(
              loop(random.nextBoolean() ? own.overlapping() : own, chunk, jumpAhead),
              request.request());
      texts.add(text(result) + result.finishReason() + result.satisfied());
      steps.add(own.steps());
    }
    assertThat(texts.get(0)).isEqualTo(texts.get(1));
    if (chunk > 5) {
      // Where steps overlap, one more is under way when the output turns out to be complete.
      assertThat(steps.get(0)).isLessThanOrEqualTo(steps.get(1) + 1);
    }
  }
}
