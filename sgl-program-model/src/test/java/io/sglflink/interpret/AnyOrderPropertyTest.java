package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.interpret.Runs.MemoryJournal;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.model.ShuffledLanguageModel;
import io.sglflink.program.Program;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Nothing about a run depends on the order in which the model answers. */
class AnyOrderPropertyTest {

  private static final String OVER = "over a budget";
  private static final RunLimits PLENTY = new RunLimits(2_000, 1L << 40, 10_000, 500, 1 << 20, 0);

  @Property(tries = 400)
  void anyOrderOfAnswersGivesTheSameResult(@ForAll long seed, @ForAll long order) {
    Program program = RandomPrograms.of(seed);
    RunResult expected = Runs.run(model(seed), program, request(PLENTY));

    ShuffledLanguageModel shuffled = new ShuffledLanguageModel(model(seed), order);
    RunResult result = run(shuffled, program, PLENTY, new MemoryJournal());

    Statistics.label("ended")
        .collect(ending(expected))
        .coverage(
            coverage -> {
              coverage.check("completed").percentage(share -> share > 40);
              coverage.check("failed").percentage(share -> share > 10);
            });
    Statistics.label("in flight together")
        .collect(shuffled.most() > 1)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
    assertSame(result, expected);
  }

  @Property(tries = 300)
  void anyPrefixOfTheFinishedStepsLeadsToTheSameResult(
      @ForAll long seed, @ForAll long order, @ForAll @DoubleRange(max = 1) double cut) {
    Program program = RandomPrograms.of(seed);
    MemoryJournal journal = new MemoryJournal();
    RunResult expected =
        run(new ShuffledLanguageModel(model(seed), order), program, PLENTY, journal);
    int finished = (int) Math.round(cut * journal.steps().size());

    MemoryJournal resumed = MemoryJournal.withFirst(finished, journal);
    RunResult result =
        run(new ShuffledLanguageModel(model(seed), order + 1), program, PLENTY, resumed);

    assertSame(result, expected);
  }

  @Property(tries = 300)
  void noRunUsesMoreThanItMay(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int small,
      @ForAll @IntRange(max = 5) int which) {
    RunLimits limits =
        new RunLimits(
            which == 0 ? small : 2_000,
            which == 1 ? small * 20L : 1L << 40,
            which == 2 ? small : 10_000,
            which == 3 ? small : 500,
            which == 4 ? small * 10 : 1 << 20,
            0);
    FakeLanguageModel model = model(seed);
    Program program = RandomPrograms.of(seed);

    RunResult whole = Runs.run(model(seed), program, request(PLENTY));
    RunResult result =
        run(new ShuffledLanguageModel(model, seed), program, limits, StepJournal.NONE);

    assertThat(model.calls()).isLessThanOrEqualTo(limits.steps());
    assertThat(result.text().length()).isLessThanOrEqualTo(limits.textLength());
    if (result.completed()) {
      assertThat(result).isEqualTo(whole);
    } else if (whole.completed()) {
      assertThat(result.failure().code()).isEqualTo(FailureCode.BUDGET_EXCEEDED);
    }
  }

  /** Fails one step in 16. */
  private static FakeLanguageModel model(long seed) {
    RequestFailedException failure =
        new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "shorten it");
    return new FakeLanguageModel().failing(id -> StepSeed.of(seed, id.step()) % 16 == 0, failure);
  }

  private static RunRequest request(RunLimits limits) {
    SamplingParams sampling = SamplingParams.DEFAULTS.with(set -> set.maxTokens(2));
    return new RunRequest("r", Map.of(), sampling, 7, Serving.DEFAULT, limits);
  }

  private static RunResult run(
      ShuffledLanguageModel model, Program program, RunLimits limits, StepJournal journal) {
    ProgramRun run = start(model, program, limits, journal);
    boolean answered = true;
    while (answered && !run.result().isDone()) {
      answered = model.answer();
    }
    assertThat(run.result()).as("no answer is waited for, and the run").isDone();
    return run.result().join();
  }

  private static ProgramRun start(
      LanguageModel model, Program program, RunLimits limits, StepJournal journal) {
    return new Interpreter(model, Runnable::run).start(program, request(limits), journal);
  }

  /** Where a run goes over a budget, and whether it fails before, is a matter of time. */
  private static void assertSame(RunResult result, RunResult expected) {
    if (!ending(expected).equals(OVER) && !ending(result).equals(OVER)) {
      assertThat(result).isEqualTo(expected);
    }
  }

  private static String ending(RunResult result) {
    if (result.completed()) {
      return "completed";
    }
    return result.failure().code() == FailureCode.BUDGET_EXCEEDED ? OVER : "failed";
  }
}
