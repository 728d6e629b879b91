package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Serving;
import io.sglflink.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SglProgramTest {

  private static final Program QA =
      Program.builder("qa")
          .parameter("question")
          .parameter("tail", "\nA:")
          .arg("question")
          .arg("tail")
          .gen("answer")
          .build();

  private FakeModel model;
  private SglRuntime runtime;
  private SglProgram qa;

  @BeforeEach
  void open() {
    model = FakeModel.saying(prompt -> "[" + prompt.length() + "]");
    runtime = model.runtime();
    qa = runtime.program(QA);
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void aRunHasItsArgumentsAndTheDefaultsOfOthers() {
    SglState state = qa.run(Map.of("question", "what?"));
    assertThat(state.get("answer")).isEqualTo("[8]");
    assertThat(state.text()).isEqualTo("what?\nA:[8]");
    assertThat(state.error()).isEmpty();
    assertThat(state.orThrow()).isSameAs(state);
  }

  @Test
  void argumentsMayBeAnyJavaValueThatAProgramKnows() {
    assertThat(qa.run(Map.of("question", 1.5f, "tail", true)).text()).startsWith("1.5True");
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("question", null);
    assertThat(qa.run(nothing).error().orElseThrow().code())
        .as("null has no text")
        .isEqualTo(FailureCode.INVALID_ARGUMENT);
    assertThatThrownBy(() -> qa.run(Map.of("question", Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("argument \"question\" has a java.time.Instant: give a String");
  }

  @Test
  void argumentsThatDoNotFitAreRefusedBeforeTheRun() {
    assertThatThrownBy(() -> qa.run(Map.of("qestion", "what?")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs argument \"question\"")
        .hasMessageContaining("has no parameter \"qestion\"");
    assertThatThrownBy(() -> qa.start(Map.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void boundArgumentsTakePrecedence() {
    SglProgram bound = qa.bind(Map.of("tail", "!")).bind(Map.of("tail", "?"));
    assertThat(bound.run(Map.of("question", "a", "tail", ".")).text()).startsWith("a?");
    assertThat(qa.run(Map.of("question", "a", "tail", ".")).text()).startsWith("a.");
    assertThat(bound.bind(Map.of("question", "b")).run(Map.of()).text()).startsWith("b?");
    assertThatThrownBy(() -> qa.bind(Map.of("tial", "?")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("program \"qa\" has no parameter \"tial\" to bind: it has question, tail");
  }

  @Test
  void optionsAreTheRuns() {
    SglOptions options =
        SglOptions.DEFAULTS
            .withSampling(set -> set.maxTokens(5).temperature(0.0))
            .withSeed(42)
            .withServing(new Serving("", "salt", 3, 0));
    qa.run(Map.of("question", "a"), options);
    qa.run(Map.of("question", "a"), options);
    GenerateRequest request = model.requests().get(0);
    assertThat(request.sampling().maxTokens()).isEqualTo(5);
    assertThat(request.sampling().temperature()).isZero();
    assertThat(request.seed()).isEqualTo(model.requests().get(1).seed());
    assertThat(request.serving().priority()).isEqualTo(3);
    assertThat(request.serving().cacheSalt()).isEqualTo("salt");
    assertThat(request.id().run()).isEqualTo("qa-1");
  }

  @Test
  void optionsOutOfTheirRangeAreRefused() {
    assertThatThrownBy(() -> SglOptions.DEFAULTS.withSampling(set -> set.topP(2.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("top_p");
    assertThatThrownBy(() -> SglOptions.DEFAULTS.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the timeout is PT0S: give 1 ms or more");
    assertThat(SglOptions.DEFAULTS.withTimeout(Duration.ofSeconds(2)).limits().wallMillis())
        .isEqualTo(2_000);
  }

  @Test
  void aFailureIsInTheStateNotThrown() {
    FakeModel failing =
        new FakeModel(
            request ->
                CompletableFuture.failedFuture(
                    new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "too long")));
    try (SglRuntime other = failing.runtime()) {
      SglState state = other.program(QA).run(Map.of("question", "a"));
      assertThat(state.error().orElseThrow().pointer()).isEqualTo("/body/1");
      assertThatThrownBy(state::orThrow)
          .isInstanceOfSatisfying(
              SglException.class,
              e ->
                  assertThat(e.failure().orElseThrow().code())
                      .isEqualTo(FailureCode.PROMPT_TOO_LONG))
          .hasMessage("the run of program \"qa\" failed at /body/1: prompt_too_long, too long");
    }
  }

  @Test
  void aBrokenEngineIsThrown() {
    FakeModel broken =
        new FakeModel(
            request -> CompletableFuture.failedFuture(new IllegalStateException("no device")));
    try (SglRuntime other = broken.runtime()) {
      SglProgram program = other.program(QA);
      assertThatThrownBy(() -> program.run(Map.of("question", "a")))
          .isInstanceOf(SglException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no device");
      SglRun run = program.start(Map.of("question", "a"));
      assertThatThrownBy(run::await).isInstanceOf(SglException.class);
      assertThatThrownBy(() -> run.text().toList()).isInstanceOf(SglException.class);
      assertThatThrownBy(() -> program.runBatch(List.of(List.of("a"), List.of("b"))))
          .isInstanceOf(SglException.class);
    }
  }

  @Test
  void aStartedRunCanBeWaitedForOrCancelled() {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    FakeModel slow =
        new FakeModel(
            request -> {
              asked.complete(null);
              return new CompletableFuture<>();
            });
    try (SglRuntime other = slow.runtime()) {
      SglRun run = other.program(QA).start(Map.of("question", "a"));
      asked.join();
      assertThat(run.isDone()).isFalse();
      assertThat(run.result().complete(null)).as("that is the caller's copy").isTrue();
      assertThat(run.isDone()).isFalse();
      run.cancel();
      SglState state = run.result().join();
      assertThat(state.error().orElseThrow().code()).isEqualTo(FailureCode.CANCELLED);
      assertThat(state.text()).as("what it had so far").isEqualTo("a\nA:");
    }
  }

  @Test
  void whoeverIsInterruptedWaitsNoLonger() {
    FakeModel slow = new FakeModel(request -> new CompletableFuture<>());
    try (SglRuntime other = slow.runtime()) {
      SglProgram program = other.program(QA);
      SglRun run = program.start(Map.of("question", "a"));
      assertInterrupted(run::await);
      assertThat(run.isDone()).as("the run goes on").isFalse();
      assertInterrupted(() -> program.run(Map.of("question", "a")));
      assertInterrupted(() -> program.runBatch(List.of(List.of("a"), List.of("b"))));
    }
  }

  private static void assertInterrupted(Runnable wait) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(wait::run)
        .isInstanceOf(SglException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
