package io.sglflink.interpret;

import static io.sglflink.interpret.Runs.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.interpret.Runs.MemoryJournal;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Program;
import io.sglflink.program.ProgramArbitraries;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** A run that starts again takes its finished steps from the journal. */
class InterpreterReplayTest {

  @Provide
  Arbitrary<Program> programs() {
    return ProgramArbitraries.valid();
  }

  @Test
  void everyPointOfRestartGivesTheSameResultWithTheRestOfTheCalls() {
    Program program = GuidePrograms.extractStructuredData();
    RunRequest request = request("{'text':'张三今年28岁。'}");
    MemoryJournal complete = new MemoryJournal();
    RunResult whole = Runs.run(new FakeLanguageModel(), program, request, complete);
    assertThat(whole.completed()).isTrue();
    assertThat(whole.steps()).hasSize(5).isEqualTo(complete.steps());

    for (int finished = 0; finished <= 5; finished++) {
      FakeLanguageModel model = new FakeLanguageModel();
      MemoryJournal journal = MemoryJournal.withFirst(finished, complete);

      assertThat(Runs.run(model, program, request, journal)).isEqualTo(whole);
      assertThat(model.calls()).isEqualTo(5 - finished);
      assertThat(journal.steps()).isEqualTo(complete.steps());
    }
  }

  @Test
  void aRunThatFailedGoesOnWhereItFailed() {
    Program program = GuidePrograms.chat();
    RunRequest request = request("{'question':'?'}");
    RunResult whole = Runs.run(new FakeLanguageModel(), program, request, new MemoryJournal());
    MemoryJournal journal = new MemoryJournal();
    FakeLanguageModel broken =
        new FakeLanguageModel()
            .failing(id -> id.step().equals("/body/4/body/0"), new IllegalStateException("lost"));
    assertThat(new Interpreter(broken, Runnable::run).start(program, request, journal).result())
        .isCompletedExceptionally();
    assertThat(journal.steps()).hasSize(1);

    FakeLanguageModel model = new FakeLanguageModel();
    assertThat(Runs.run(model, program, request, journal)).isEqualTo(whole);
    assertThat(model.generateCalls()).isEmpty();
    assertThat(model.scoreCalls()).hasSize(1);
  }

  @Property(tries = 200)
  void anyProgramGoesOnFromAnyStepToTheSameResult(
      @ForAll("programs") Program program, @ForAll @DoubleRange(max = 1) double cut) {
    RunRequest request = new RunRequest("r", args(program), SamplingParams.DEFAULTS, 7);
    MemoryJournal journal = new MemoryJournal();
    RunResult first = Runs.run(new FakeLanguageModel(), program, request, journal);
    int finished = (int) Math.round(cut * journal.steps().size());
    MemoryJournal resumed = MemoryJournal.withFirst(finished, journal);
    FakeLanguageModel model = new FakeLanguageModel();

    Statistics.label("completed")
        .collect(first.completed())
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
    assertThat(Runs.run(model, program, request, resumed)).isEqualTo(first);
    if (first.completed()) {
      assertThat(model.calls()).isEqualTo(first.steps().size() - finished);
      assertThat(resumed.steps()).hasSameElementsAs(journal.steps());
    }
  }

  private static Map<String, JsonNode> args(Program program) {
    Map<String, JsonNode> args = new LinkedHashMap<>();
    program.parameters().forEach(p -> args.put(p.name(), TextNode.valueOf("值")));
    return args;
  }
}
