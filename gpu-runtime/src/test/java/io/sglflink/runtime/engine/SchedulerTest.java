package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.runtime.EngineStats;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  /** Turns by hand, on a clock by hand. */
  private static final class Turns {

    final SlotModel model;
    final StepLoop loop;
    final List<Sequence> all = new ArrayList<>();
    long now;

    Turns(SlotModel model, int maxRunning, int chunk) {
      this.model = model;
      Limits limits = SlotModel.limits(maxRunning, chunk, true, EvictionPolicy.LRU);
      this.loop = new StepLoop(model, limits, () -> now);
    }

    Turns(int slots, int maxRunning, int chunk) {
      this(new SlotModel(slots, SegmentStyle.EACH), maxRunning, chunk);
    }

    Sequence add(TestRequest request) {
      Sequence sequence = new Sequence(request.request(), now);
      all.add(sequence);
      loop.scheduler().add(sequence);
      return sequence;
    }

    void turn() {
      loop.turn();
      loop.scheduler().publishEnds();
    }

    EngineStats finish() {
      while (!loop.isIdle()) {
        turn();
      }
      for (Sequence sequence : all) {
        assertThat(sequence.future().join().output())
            .isEqualTo(TestRequest.output(sequence.request()));
      }
      return loop.stats();
    }
  }

  private static int[] prompt(int length, int last) {
    int[] prompt = IntStream.range(0, length).map(p -> p % SlotModel.VOCABULARY).toArray();
    prompt[length - 1] = last;
    return prompt;
  }

  @Test
  void aPrefixThatWaitingRequestsShareIsComputedOnceInOneStep() {
    Turns turns = new Turns(500, 16, 200);
    for (int i = 0; i < 10; i++) {
      turns.add(TestRequest.of(prompt(100, i)));
    }
    turns.turn();
    assertThat(turns.model.rows()).isEqualTo(100 + 9);
    assertThat(turns.all).allMatch(sequence -> sequence.future().isDone());
    assertThat(turns.all.stream().mapToInt(s -> s.future().join().cachedTokens()).sum())
        .isEqualTo(9 * 99);
  }

  @Test
  void decodingGoesOnWhileALongPromptIsComputedInChunks() {
    Turns turns = new Turns(500, 4, 10);
    turns.add(TestRequest.of(1, 2).maxTokens(30));
    turns.turn();
    Sequence longOne = turns.add(TestRequest.of(prompt(100, 1)));
    Sequence shortOne = turns.add(TestRequest.of(3, 4));
    int rows = turns.model.rows();
    turns.turn();
    assertThat(turns.model.rows() - rows).isEqualTo(1 + 10);
    assertThat(longOne.planned()).isEqualTo(10);
    for (int i = 0; i < 10; i++) {
      turns.turn();
    }
    assertThat(longOne.future()).isDone();
    assertThat(shortOne.future()).isDone();
    assertThat(turns.finish().steps()).isEqualTo(30);
  }

  /**
   * The optimum: every edge of the prompts' tree once, and of a prompt that has come before its
   * last token, whose hidden state is needed to draw.
   */
  @Property(tries = 60)
  void aKnownSetOfRequestsPrefillsTheOptimum(@ForAll long seed) {
    Random random = new Random(seed);
    PromptTree prompts = new PromptTree(random, 1 + random.nextInt(80));
    int maxTokens = 1 + random.nextInt(8);
    int longest = prompts.longest() + maxTokens - 1;
    int slots = longest + (random.nextBoolean() ? random.nextInt(20) : random.nextInt(2_000));
    SlotModel model = new SlotModel(slots, SegmentStyle.WAVES);
    if (random.nextBoolean()) {
      model.overlapping();
    }
    Turns turns = new Turns(model, 1 + random.nextInt(20), 1 + random.nextInt(100));
    prompts.list().forEach(prompt -> turns.add(TestRequest.of(prompt).maxTokens(maxTokens)));
    EngineStats stats = turns.finish();
    double optimum = prompts.edges() + prompts.duplicates();
    assertThat((double) stats.prefilledTokens()).isLessThanOrEqualTo(1.005 * optimum);
    assertThat(stats.promptTokens())
        .isEqualTo(prompts.list().stream().mapToInt(prompt -> prompt.length).sum());
    assertThat(stats.retractions()).isZero();
    // Nothing is computed twice, so what was not cached is what was computed.
    assertThat(stats.promptTokens() - stats.cachedTokens()).isEqualTo(stats.prefilledTokens());
  }

  @Test
  void whoHasTheLeastToComputeAgainIsRetractedAndComesBack() {
    // Both are expected to have 40 output tokens, which is 79 and 49 slots; they have 56.
    Turns turns = new Turns(140, 4, 200);
    Sequence cheap = turns.add(TestRequest.of(prompt(10, 1)).maxTokens(56));
    Sequence dear = turns.add(TestRequest.of(prompt(40, 2)).maxTokens(56));
    while (turns.loop.stats().retractions() == 0) {
      turns.turn();
    }
    assertThat(cheap.isRunning()).isFalse();
    assertThat(dear.isRunning()).isTrue();
    assertThat(turns.finish().retractions()).isEqualTo(1);
  }

  @Test
  void aRetractedRequestKeepsWhatItFoundInTheCacheAtFirst() {
    Turns turns = new Turns(100, 4, 200);
    turns.add(TestRequest.of(1, 2, 3, 4, 5));
    turns.finish();
    // 41 slots each at first, 60 in the end: there is no room for both.
    turns.add(TestRequest.of(1, 2, 3, 4, 6).maxTokens(56).step("/a"));
    Sequence second = turns.add(TestRequest.of(1, 2, 3, 4, 7).maxTokens(56).step("/a"));
    EngineStats stats = turns.finish();
    assertThat(stats.retractions()).isEqualTo(1);
    assertThat(second.retractions()).isEqualTo(1);
    assertThat(second.future().join().cachedTokens()).isEqualTo(4);
    // What it had computed was still cached but for what the other one needed.
    assertThat(stats.prefilledTokens()).isBetween(7L, 60L);
  }

  @Test
  void aHigherPriorityIsAdmittedFirst() {
    Turns turns = new Turns(100, 1, 100);
    Sequence usual = turns.add(TestRequest.of(1, 2).serving("", 0, 0));
    Sequence urgent = turns.add(TestRequest.of(3, 4).serving("", 1, 0));
    turns.turn();
    assertThat(urgent.future()).isDone();
    assertThat(usual.future()).isNotDone();
  }

  @Test
  void requestsFailWhenTheirTimeIsOverWhetherTheyRunOrWait() {
    Turns turns = new Turns(100, 1, 100);
    Sequence running = turns.add(TestRequest.of(1, 2).maxTokens(60).serving("", 0, 1_500));
    Sequence waits = turns.add(TestRequest.of(3, 4).serving("", 0, 1_500));
    Sequence patient = turns.add(TestRequest.of(5, 6));
    turns.turn();
    turns.now = 1_499_999_999L;
    turns.turn();
    assertThat(running.future()).isNotDone();
    turns.now = 1_500_000_000L;
    turns.turn();
    for (Sequence expired : List.of(running, waits)) {
      assertThatThrownBy(expired.future()::join)
          .hasMessageContaining(
              "test#/ was not done within timeout_ms, 1,500: raise it, lower max_tokens, or have"
                  + " fewer requests in flight")
          .cause()
          .isInstanceOfSatisfying(
              RequestFailedException.class,
              e -> assertThat(e.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED));
    }
    assertThat(patient.future()).isDone();
    assertThat(turns.loop.stats().running()).isZero();
    assertThat(FailureCode.DEADLINE_EXCEEDED.code()).isEqualTo("deadline_exceeded");
  }

  @Test
  void aStepIsLaunchedBeforeTheAnswerToTheOneBefore() {
    Turns turns = new Turns(new SlotModel(100, SegmentStyle.EACH).overlapping(), 4, 100);
    turns.add(TestRequest.of(1, 2).maxTokens(5));
    turns.finish();
    assertThat(turns.model.mostUnanswered()).isEqualTo(2);
    // The length is known beforehand, so there is no row too many.
    assertThat(turns.model.rows()).isEqualTo(2 + 4);
  }

  @Test
  void aDrawThatDependsOnTheLastTokenWaitsForIt() {
    Turns turns = new Turns(new SlotModel(100, SegmentStyle.EACH).overlapping(), 4, 100);
    turns.add(TestRequest.of(1, 2).maxTokens(5).penalized());
    turns.finish();
    assertThat(turns.model.mostUnanswered()).isEqualTo(1);
  }

  @Property(tries = 20)
  void overlapChangesNoAnswer(@ForAll long seed) {
    List<List<Integer>> cached = new ArrayList<>();
    for (boolean overlaps : new boolean[] {false, true}) {
      Random random = new Random(seed);
      SlotModel model = new SlotModel(5_000, SegmentStyle.EACH);
      Turns turns =
          new Turns(
              overlaps ? model.overlapping() : model,
              1 + random.nextInt(20),
              1 + random.nextInt(100));
      for (int[] prompt : new PromptTree(random, 30).list()) {
        turns.add(TestRequest.of(prompt).maxTokens(1 + random.nextInt(50)).ends());
      }
      turns.finish();
      cached.add(turns.all.stream().map(s -> s.future().join().cachedTokens()).toList());
    }
    assertThat(cached.get(1)).isEqualTo(cached.get(0));
  }

  @Test
  void anEndThatNobodyCouldForeseeCostsOneRow() {
    TestRequest request =
        IntStream.range(0, 1_000)
            .mapToObj(i -> TestRequest.of(i / 50, i % 50).maxTokens(20).ends())
            .filter(each -> TestRequest.output(each.request()).length < 20)
            .findFirst()
            .orElseThrow();
    int output = TestRequest.output(request.request()).length;
    Turns turns = new Turns(new SlotModel(100, SegmentStyle.EACH).overlapping(), 4, 100);
    turns.add(request);
    EngineStats stats = turns.finish();
    assertThat(turns.model.rows()).isEqualTo(2 + output);
    assertThat(stats.generatedTokens()).isEqualTo(output);
    // And leaves the same in the cache as without overlap: all but the last token.
    assertThat(turns.loop.scheduler().pool().cachedSlots()).isEqualTo(2 + output - 1);
  }

  @Test
  void timeIsSpentOnWhatTheThreadDoes() {
    Turns turns = new Turns(100, 4, 100);
    turns.add(TestRequest.of(1, 2).maxTokens(3));
    turns.loop.resume();
    turns.now += 5;
    turns.loop.pause();
    turns.now += 100;
    assertThat(turns.loop.stats().time()).isEqualTo(new EngineStats.TimeSpent(5, 0, 0, 0));
  }
}
