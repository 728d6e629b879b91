package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.call;
import static io.sglflink.interpret.Nodes.copy;
import static io.sglflink.interpret.Nodes.fork;
import static io.sglflink.interpret.Nodes.forkOver;
import static io.sglflink.interpret.Nodes.function;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.join;
import static io.sglflink.interpret.Nodes.joinTexts;
import static io.sglflink.interpret.Nodes.on;
import static io.sglflink.interpret.Nodes.onOne;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.read;
import static io.sglflink.interpret.Nodes.say;
import static io.sglflink.interpret.Nodes.str;
import static io.sglflink.interpret.Nodes.text;
import static io.sglflink.interpret.Runs.request;
import static io.sglflink.program.Expression.arg;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.interpret.RunResult.Failure;
import io.sglflink.interpret.Runs.MemoryJournal;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Expression;
import io.sglflink.program.Function;
import io.sglflink.program.Node;
import io.sglflink.program.Program;
import io.sglflink.program.SourceMap;
import io.sglflink.program.StateRead.Aspect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which requests are in flight together, who waits for whom, and what a failure does. */
class ParallelStatesTest {

  private final FakeLanguageModel model = new FakeLanguageModel().answering(request -> "答").hold();

  private final RequestFailedException tooLong =
      new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "shorten it");

  @Test
  void theRequestsOfAForksStatesAndOfTheProgramAreInFlightTogether() {
    ProgramRun run = start(text("a"), fork("f", 8, gen("g")), gen("own"), join("f"));

    assertThat(model.waiting()).isEqualTo(9);
    assertThat(model.releaseAll()).isEqualTo(9);
    assertThat(run.result().join().variables()).containsOnlyKeys("own", "g");
  }

  @Test
  void callsAndCopiesGoOnSideBySideAsWell() {
    Function ask = function("ask", "q", say(arg("q")), gen("a"));
    Program program =
        program(
            List.of(ask),
            call("x", "ask", Map.of("q", Expression.text("1"))),
            call("y", "ask", Map.of("q", Expression.text("2"))),
            copy("c", on("c", gen("g")), gen("own")),
            say(read("x", Aspect.TEXT), read("y", Aspect.TEXT)));
    ProgramRun run = start(program);

    assertThat(model.waiting()).isEqualTo(4);
    model.releaseAll();
    assertThat(run.result().join().text()).isEqualTo("答1答2答");
  }

  @Test
  void whoReadsAStateWaitsForItAlone() {
    ProgramRun run =
        start(
            fork("f", 2, gen("g")),
            say(read("f", 0, Aspect.VAR, "g")),
            gen("own"),
            say(read("f", 1, Aspect.VAR, "g")));

    assertThat(paths()).containsExactly("/body/0[0]/body/0", "/body/0[1]/body/0");
    model.release(1);
    assertThat(paths()).hasSize(3).endsWith("/body/2");
    assertThat(run.result()).isNotDone();
    model.releaseAll();
    assertThat(run.result().join().text()).isEqualTo("答答答");
  }

  @Test
  void theNumberOfAForksStatesIsKnownWithoutWaiting() {
    start(fork("f", 2, gen("g")), say(str(read("f", Aspect.SIZE))), gen("own"));

    assertThat(model.waiting()).isEqualTo(3);
    assertThat(model.generateCalls().get(2).prompt()).isEmpty();
    assertThat(model.generateCalls().get(0).prompt()).isEqualTo("2");
  }

  @Test
  void theRunEndsWhenAllStatesAreDone() {
    ProgramRun run = start(fork("f", 2, gen("a"), gen("b")), text("end"));

    assertThat(model.release(2)).isEqualTo(2);
    assertThat(run.result()).isNotDone();
    model.releaseAll();
    assertThat(run.result().join().steps()).hasSize(4);
  }

  @Test
  void aFailedStateFailsTheRunOnlyWhereItIsWaitedFor() {
    model.failing(id -> id.step().equals("/body/0[1]/body/0"), tooLong);

    ProgramRun run = start(fork("f", 3, gen("g")), gen("own"), join("f"), gen("never"));
    model.releaseAll();

    RunResult result = run.result().join();
    assertThat(result.failure())
        .isEqualTo(new Failure(FailureCode.PROMPT_TOO_LONG, "shorten it", "/body/0/body/0"));
    assertThat(result.text()).isEqualTo("答");
    assertThat(result.steps())
        .extracting(StepReport::path)
        .containsExactly("/body/0[0]/body/0", "/body/0[2]/body/0", "/body/1");
  }

  @Test
  void ofSeveralFailedStatesTheFirstMadeCounts() {
    for (Node wait : List.of(join("f"), text("the end of the program"))) {
      ProgramRun run =
          start(
              fork("f", 2),
              onOne("f", 0, gen("g"), say(Expression.var("late"))),
              onOne("f", 1, say(Expression.var("early"))),
              wait);
      model.release(1);

      assertThat(run.result().join().failure().message()).startsWith("variable \"late\"");
    }
  }

  @Test
  void aFailedStateDoesNothingMore() {
    ProgramRun run =
        start(
            fork("f", 1, say(Expression.var("unset"))),
            gen("own"),
            on("f", gen("never")),
            say(read("f", 0, Aspect.TEXT)));
    model.releaseAll();

    assertThat(model.calls()).isEqualTo(1);
    assertThat(run.result().join().failure())
        .satisfies(failure -> assertThat(failure.pointer()).isEqualTo("/body/0/body/0"));
  }

  @Test
  void aFailureOfTheProgramItselfCancelsWhatIsInFlight() {
    ProgramRun run = start(fork("f", 3, gen("g")), gen("own"), say(Expression.var("unset")));

    model.release(1);

    assertThat(run.result().join().failure().pointer()).isEqualTo("/body/2");
    assertThat(run.result().join().steps()).extracting(StepReport::path).containsExactly("/body/1");
    assertThat(model.cancelled()).isEqualTo(3);
  }

  @Test
  void stepsThatNothingWaitedForAreNotThoseBeforeAFailure() {
    ProgramRun run =
        start(
            fork("f", 2, gen("g")),
            say(read("f", 0, Aspect.VAR, "g")),
            gen("own"),
            say(Expression.var("unset")));
    model.releaseAll();

    assertThat(run.result().join().steps())
        .extracting(StepReport::path)
        .containsExactly("/body/0[0]/body/0", "/body/2");
  }

  @Test
  void cancellingCancelsEveryRequest() {
    ProgramRun run = start(fork("f", 3, gen("g"), gen("h")), join("f"));
    model.release(2);

    run.cancel();

    RunResult result = run.result().join();
    assertThat(result.failure().code()).isEqualTo(FailureCode.CANCELLED);
    assertThat(result.failure().pointer()).isEqualTo("/body/1");
    assertThat(result.steps()).hasSize(2);
    assertThat(model.cancelled()).isEqualTo(3);
    assertThat(model.waiting()).isZero();
  }

  @Test
  void aBrokenEngineCancelsTheOtherRequests() {
    model.failing(id -> id.step().startsWith("/body/0[0]"), new IllegalStateException("lost"));
    ProgramRun run = start(fork("f", 3, gen("g")), join("f"));

    model.release(1);

    assertThat(run.result()).isCompletedExceptionally();
    assertThat(model.cancelled()).isEqualTo(2);
  }

  @Test
  void aFailureHasItsPlaceInTheSource() {
    SourceMap source = new SourceMap("qa.py", Map.of("/functions/0/body/0", 12));
    Program program =
        new Program(
            "p",
            List.of(),
            List.of(call("s", "f", Map.of("q", Expression.text("x"))), say(read("s", Aspect.TEXT))),
            List.of(function("f", "q", say(Expression.var("unset")))),
            source);

    assertThat(start(program).result().join().failure())
        .satisfies(
            failure -> {
              assertThat(failure.pointer()).isEqualTo("/functions/0/body/0");
              assertThat(failure.source()).isEqualTo("qa.py:12");
            });
  }

  @Test
  void aRestartAsksForTheRestOfEachState() {
    Program program =
        program(forkOver("f", Expression.list("1", "2", "3"), gen("a"), gen("b")), joinTexts("f"));
    FakeLanguageModel answering = new FakeLanguageModel();
    MemoryJournal journal = new MemoryJournal();
    RunResult whole = Runs.run(answering, program, request("{}"), journal);
    MemoryJournal some = new MemoryJournal();
    journal.steps().stream().filter(step -> step.path().contains("[1]")).forEach(some::add);

    FakeLanguageModel again = new FakeLanguageModel();
    assertThat(Runs.run(again, program, request("{}"), some)).isEqualTo(whole);
    assertThat(again.calls()).isEqualTo(4);
  }

  private ProgramRun start(Node... body) {
    return start(program(body));
  }

  private ProgramRun start(Program program) {
    return new Interpreter(model, Runnable::run).start(program, request("{}"), StepJournal.NONE);
  }

  private List<String> paths() {
    return model.generateCalls().stream().map(GenerateRequest::id).map(id -> id.step()).toList();
  }
}
