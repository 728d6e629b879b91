package io.sglflink.interpret;

import static io.sglflink.interpret.Runs.request;
import static io.sglflink.interpret.Runs.run;
import static io.sglflink.interpret.Runs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.interpret.RunResult.Failure;
import io.sglflink.interpret.Runs.ManualExecutor;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Expression;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Program;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterFailureTest {

  private final RequestFailedException tooLong =
      new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "prompt has 9 tokens: shorten it");

  private final FakeLanguageModel model = new FakeLanguageModel().answering(request -> "答");

  @Test
  void aRequestFailureKeepsEverythingComputedSoFar() {
    model.failing(id -> id.step().equals("/body/4/body/0"), tooLong);

    RunResult result = run(model, GuidePrograms.chat(), "{'question':'问?'}");

    assertThat(result.failure())
        .isEqualTo(
            new Failure(
                FailureCode.PROMPT_TOO_LONG, "prompt has 9 tokens: shorten it", "/body/4/body/0"));
    assertThat(texts(result.variables())).containsExactly(Map.entry("answer", "答"));
    assertThat(result.text()).endsWith("Is \"答\" right?<|end|>\n<|assistant|>\n");
    assertThat(result.messages())
        .hasSize(4)
        .endsWith(new ChatMessage(Role.USER, "Is \"答\" right?"));
    assertThat(result.steps()).hasSize(1);
  }

  @Test
  void aWrappedRequestFailureIsARequestFailure() {
    model.failing(id -> true, new CompletionException(new CompletionException(tooLong)));

    assertThat(run(model, GuidePrograms.simpleQa(), "{'question':'?'}").failure().code())
        .isEqualTo(FailureCode.PROMPT_TOO_LONG);
  }

  @Test
  void nothingRunsAfterAFailure() {
    model.failing(id -> id.step().equals("/body/2"), tooLong);

    run(model, GuidePrograms.complexWorkflow(), "{'topic':'茶'}");

    assertThat(model.calls()).isEqualTo(1);
  }

  @Test
  void anyOtherExceptionBreaksTheRun() {
    IllegalStateException broken = new IllegalStateException("the device is gone");
    model.failing(id -> true, broken);

    assertThatThrownBy(() -> run(model, GuidePrograms.simpleQa(), "{'question':'?'}"))
        .hasCause(broken);
  }

  @Test
  void aJournalThatThrowsBreaksTheRun() {
    UnsupportedOperationException broken = new UnsupportedOperationException("state is closed");
    StepJournal journal =
        new StepJournal() {
          @Override
          public StepReport find(String path) {
            return null;
          }

          @Override
          public void add(StepReport step) {
            throw broken;
          }
        };

    assertThatThrownBy(
            () -> run(model, GuidePrograms.simpleQa(), request("{'question':'?'}"), journal))
        .hasCauseInstanceOf(RunBrokenException.class)
        .hasRootCause(broken);
  }

  @Test
  void anExecutorThatRejectsBreaksTheRun() {
    Interpreter interpreter =
        new Interpreter(
            model,
            task -> {
              throw new RejectedExecutionException("closed");
            });

    assertThat(
            interpreter
                .start(GuidePrograms.simpleQa(), request("{'question':'?'}"), StepJournal.NONE)
                .result())
        .isCompletedExceptionally();
  }

  @Test
  void wrongArgumentsEndTheRunBeforeItStarts() {
    RunResult result = run(model, GuidePrograms.simpleQa(), "{'frage':'?'}");

    assertThat(result.failure().code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
    assertThat(result.failure().message())
        .contains("needs argument \"question\"", "no parameter \"frage\"");
    assertThat(model.calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['a']      | argument \"q\" is of type array where text is needed",
        "{'a':1}    | argument \"q\" is of type object where text is needed",
        "null       | argument \"q\" is null where text is needed",
        "'\\ud83d'  | argument \"q\" has half of a surrogate pair",
      })
  void anArgumentThatIsNoTextFailsTheNodeThatNeedsText(String value, String message) {
    Program program = Program.builder("p").text("a").gen("g").text("b").arg("q").build();

    RunResult result = run(model, program, "{'q':" + value + "}");

    assertThat(result.failure().code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
    assertThat(result.failure().pointer()).isEqualTo("/body/2");
    assertThat(result.failure().message()).startsWith(message);
    assertThat(texts(result.variables())).containsExactly(Map.entry("g", "答"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'是'         | argument \"q\" is of type string, but choices are needed",
        "[]           | argument \"q\" is an empty list, but choices are needed",
        "['']         | choice 0 of argument \"q\" is empty",
        "['a','a']    | choice 1 of argument \"q\", \"a\", is there twice",
        "['a',null]   | argument \"q\" is null where text is needed",
      })
  void anArgumentThatIsNoListOfChoicesFailsTheSelection(String value, String message) {
    Program program = Program.builder("p").select("s", Expression.arg("q")).build();

    RunResult result = run(model, program, "{'q':" + value + "}");

    assertThat(result.failure().code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
    assertThat(result.failure().pointer()).isEqualTo("/body/0");
    assertThat(result.failure().message()).startsWith(message);
  }

  @Test
  void choicesThatTurnOutEqualAreTheProgramsFault() {
    Program program =
        Program.builder("p")
            .gen("a")
            .select("s", Expression.list(List.of(Expression.text("答"), Expression.var("a"))))
            .build();

    RunResult result = run(model, program, "{}");

    assertThat(result.failure().code()).isEqualTo(FailureCode.EVALUATION_FAILED);
    assertThat(result.failure().message()).startsWith("choice 1 of choices, \"答\", is there twice");
  }

  @Test
  void parametersThatOnlyTheRunMakesWrongFailTheStep() {
    Program program = Program.builder("p").gen("a", g -> g.minTokens(200)).build();

    RunResult result = run(model, program, "{}");

    assertThat(result.failure())
        .isEqualTo(
            new Failure(
                FailureCode.INVALID_SAMPLING,
                "with the run's parameters, min_tokens is 200, max_tokens is 128: raise max_tokens"
                    + " or lower min_tokens",
                "/body/0"));
    assertThat(SamplingParams.DEFAULTS.maxTokens()).isEqualTo(128);
  }

  @Test
  void cancellingDropsTheRequestAndKeepsWhatWasComputed() {
    model.hold();
    ProgramRun run =
        new Interpreter(model, Runnable::run)
            .start(GuidePrograms.chat(), request("{'question':'?'}"), StepJournal.NONE);
    assertThat(model.release(1)).isEqualTo(1);
    assertThat(model.waiting()).isEqualTo(1);

    run.cancel();
    run.cancel();

    RunResult result = run.result().join();
    assertThat(result.failure().code()).isEqualTo(FailureCode.CANCELLED);
    assertThat(result.failure().pointer()).isEqualTo("/body/4/body/0");
    assertThat(texts(result.variables())).containsExactly(Map.entry("answer", "答"));
    assertThat(model.cancelled()).isEqualTo(1);
    assertThat(model.waiting()).isZero();
  }

  @Test
  void cancellingBeforeTheStartAsksTheModelNothing() {
    ManualExecutor executor = new ManualExecutor();
    ProgramRun run =
        new Interpreter(model, executor)
            .start(GuidePrograms.simpleQa(), request("{'question':'?'}"), StepJournal.NONE);
    assertThat(run.result()).isNotDone();
    model.hold();
    run.cancel();
    executor.runAll();

    assertThat(run.result().join().failure().code()).isEqualTo(FailureCode.CANCELLED);
    assertThat(model.waiting()).isZero();
  }

  @Test
  void cancellingAnEndedRunChangesNothing() {
    ProgramRun run =
        new Interpreter(model, Runnable::run)
            .start(GuidePrograms.simpleQa(), request("{'question':'?'}"), StepJournal.NONE);
    run.cancel();

    assertThat(run.result().join().completed()).isTrue();
  }
}
