package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.call;
import static io.sglflink.interpret.Nodes.concat;
import static io.sglflink.interpret.Nodes.forEach;
import static io.sglflink.interpret.Nodes.fork;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.join;
import static io.sglflink.interpret.Nodes.let;
import static io.sglflink.interpret.Nodes.local;
import static io.sglflink.interpret.Nodes.loop;
import static io.sglflink.interpret.Nodes.number;
import static io.sglflink.interpret.Nodes.on;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.range;
import static io.sglflink.interpret.Nodes.read;
import static io.sglflink.interpret.Nodes.say;
import static io.sglflink.interpret.Nodes.select;
import static io.sglflink.interpret.Nodes.set;
import static io.sglflink.interpret.Nodes.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.program.BreakNode;
import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.Operator;
import io.sglflink.program.Program;
import io.sglflink.program.SetNode;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRead.Aspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run may use, all its states together. */
class RunLimitsTest {

  private static final RunLimits USUAL = RunLimits.DEFAULT;
  private static final Node FOREVER = loop(Literal.of(true));

  private final FakeLanguageModel model = new FakeLanguageModel().answering(request -> "答案");
  private final AtomicLong millis = new AtomicLong();

  @Test
  void stepsAreCountedInAllStates() {
    RunLimits three = new RunLimits(3, 1_000, 10, 10, 1_000, 0);

    assertThat(run(three, fork("f", 2, gen("g")), select("s", "x")).completed()).isTrue();
    RunResult result = run(three, fork("f", 2, gen("g"), gen("h")), join("f"));
    assertThat(exceeded(result)).startsWith("steps of the run: 4, the limit is 3: ");
    assertThat(result.steps()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void theStepThatGoesOverTheTokensIsTheLast() {
    RunLimits five = new RunLimits(10, 5, 10, 10, 1_000, 0);

    assertThat(run(five, text("abc"), gen("g")).completed()).isTrue();
    RunResult result = run(five, text("abcd"), gen("g"), gen("h"));
    assertThat(exceeded(result)).startsWith("tokens of the run: 6, the limit is 5: ");
    assertThat(result.failure().pointer()).isEqualTo("/body/1");
    assertThat(result.text()).isEqualTo("abcd答案");
    assertThat(result.steps()).hasSize(1);
  }

  @Test
  void iterationsAreCountedInAllLoopsAndStates() {
    RunLimits four = new RunLimits(10, 1_000, 4, 10, 1_000, 0);
    Node twice = forEach("i", range(2));

    assertThat(run(four, twice, fork("f", 1, twice)).completed()).isTrue();
    assertThat(exceeded(run(four, twice, fork("f", 2, twice))))
        .startsWith("iterations of loops of the run: 5, the limit is 4: ");
    assertThat(run(four, forEach("i", range(1_000), new BreakNode())).completed()).isTrue();
    assertThat(exceeded(run(four, FOREVER))).startsWith("iterations of loops of the run: 5");
  }

  @Test
  void statesAreCountedWhoeverMakesThem() {
    RunLimits four = new RunLimits(10, 1_000, 100, 4, 1_000, 0);

    assertThat(run(four, fork("f", 2), Nodes.copy("c"), fork("g", 1)).completed()).isTrue();
    assertThat(exceeded(run(four, fork("f", 5))))
        .startsWith("states of the run: 5, the limit is 4: ");
    Node inside = fork("g", 1, fork("h", 1));
    assertThat(exceeded(run(four, fork("f", 2, inside)))).startsWith("states of the run: 5");
    assertThat(exceeded(run(four, fork("f", Integer.MAX_VALUE)))).startsWith("states of the run: ");
  }

  @Test
  void theLengthOfEachStatesTextIsBounded() {
    RunLimits ten = new RunLimits(10, 1_000, 100, 10, 10, 0);

    assertThat(run(ten, text("123456789"), fork("f", 3, text("x"))).completed()).isTrue();
    assertThat(exceeded(run(ten, text("123456789"), fork("f", 1, text("xy")))))
        .startsWith("characters of a state's text: 11, the limit is 10: ");
    assertThat(exceeded(run(ten, text("123456789"), gen("g"))))
        .startsWith("characters of a state's text: 11");
  }

  @Test
  void callsInsideEachOtherAreBounded() {
    RunResult result =
        run(USUAL, call("s", "p", Map.of()), say(Nodes.str(Nodes.read("s", Aspect.TEXT))));

    assertThat(exceeded(result))
        .isEqualTo("calls in each other: 33, the limit is 32: call less deep");
    assertThat(result.failure().pointer()).isEqualTo("/body/0");
  }

  @Test
  void whatStatesHoldTogetherIsBounded() {
    String large = "x".repeat(1 << 20);
    Node grow = forEach("i", range(15), text(large));

    assertThat(exceeded(run(USUAL, grow, fork("f", 100))))
        .startsWith("work of expressions of the run: ");
    assertThat(
            exceeded(run(USUAL, fork("f", 1_000), forEach("i", range(10_000), on("f", text("x"))))))
        .startsWith("work of expressions of the run: ");
  }

  @Test
  void listsOfWhatStatesHaveDoNotDoubleWithoutEnd() {
    Node doubleRead =
        forEach(
            "i",
            range(60),
            fork("f", 2, set("v", local("x"))),
            let("x", read("f", Aspect.VAR, "v")));
    Expression name = concat(Literal.of("v"), local("level"));
    Node doubleJoined =
        forEach(
            "level",
            range(60),
            fork("f", 2, new SetNode(name, local("x"))),
            join("f"),
            let("x", new StateRead(Aspect.VAR, name, null)));

    assertThat(exceeded(run(USUAL, let("x", Literal.of("x")), doubleRead)))
        .startsWith("characters and items of an expression: ");
    assertThat(exceeded(run(USUAL, let("x", Literal.of("x")), doubleJoined)))
        .startsWith("characters and items of an expression: ");
  }

  @Test
  void aLongValueMayNotBeSetUnderManyNames() {
    Expression longText = Expression.operation(Operator.MUL, Literal.of("x"), number(1 << 20));
    Node each = new SetNode(concat(Literal.of("v"), local("i")), local("x"));

    assertThat(exceeded(run(USUAL, let("x", longText), forEach("i", range(1_000), each))))
        .startsWith("work of expressions of the run: ");
  }

  @Test
  void workBeforeAStateIsWaitedForIsNotRepeatedWithoutEnd() {
    model.hold();
    Expression longText = Expression.operation(Operator.MUL, Literal.of("x"), number(1 << 20));
    List<Expression> parts = new ArrayList<>(List.of(Expression.operation(Operator.LEN, longText)));
    for (int i = 0; i < 300; i++) {
      parts.add(read("f", i, Aspect.VAR, "g"));
    }
    ProgramRun run =
        start(
            USUAL,
            Serving.DEFAULT,
            fork("f", 300, gen("g")),
            say(parts.toArray(Expression[]::new)));
    model.releaseAll();

    assertThat(exceeded(run.result().join()))
        .startsWith("repeated work of expressions of the run: ");
  }

  @Test
  void theTimeSinceTheStartIsBounded() {
    RunLimits second = new RunLimits(10, 1_000, 100, 10, 1_000, 1_000);
    model.answering(
        request -> {
          millis.addAndGet(600);
          return "x";
        });

    assertThat(run(second, gen("a"), gen("b")).completed()).isTrue();
    RunResult result = run(second, gen("a"), gen("b"), gen("c"));
    assertThat(exceeded(result))
        .startsWith("milliseconds of wall time of the run: 1,200, the limit is 1,000: ");
    assertThat(result.steps()).hasSize(2);
    assertThat(exceeded(run(second, gen("a"), gen("b"), FOREVER))).contains("wall time");
  }

  @Test
  void whatIsLeftOfTheTimeCapsEachRequest() {
    model.answering(
        request -> {
          millis.addAndGet(400);
          return "x";
        });

    run(new RunLimits(10, 1_000, 100, 10, 1_000, 1_000), gen("a"), gen("b"), gen("c"));

    assertThat(model.generateCalls())
        .extracting(call -> call.serving().timeoutMillis())
        .containsExactly(1_000L, 600L, 200L);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5_000})
  void aRequestThatMeetsTheEndOfTheTimeIsOverTheBudget(long timeout) {
    RunLimits second = new RunLimits(10, 1_000, 100, 10, 1_000, 1_000);
    model.failing(
        id -> true, new RequestFailedException(FailureCode.DEADLINE_EXCEEDED, "too late"));

    RunResult result = run(second, new Serving("", "", 0, timeout), gen("a"));

    assertThat(exceeded(result)).startsWith("milliseconds of wall time of the run: 1,001");
  }

  @Test
  void aRequestThatMeetsItsOwnDeadlineIsNot() {
    RunLimits second = new RunLimits(10, 1_000, 100, 10, 1_000, 1_000);
    model.failing(
        id -> true, new RequestFailedException(FailureCode.DEADLINE_EXCEEDED, "too late"));

    RunResult result = run(second, new Serving("", "", 0, 500), gen("a"));

    assertThat(result.failure().code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
    assertThat(model.generateCalls().get(0).serving().timeoutMillis()).isEqualTo(500);
  }

  @Test
  void theEndOfABudgetEndsTheRunWhoeverMeetsIt() {
    model.hold();
    ProgramRun run =
        start(
            new RunLimits(3, 1_000, 100, 10, 1_000, 0),
            Serving.DEFAULT,
            fork("f", 2, gen("g"), gen("h")),
            gen("own"));
    model.release(2);

    assertThat(exceeded(run.result().join())).startsWith("steps of the run: 4");
    assertThat(model.waiting()).isZero();
    assertThat(model.cancelled()).isEqualTo(1);
  }

  private RunResult run(RunLimits limits, Node... body) {
    return run(limits, Serving.DEFAULT, body);
  }

  private RunResult run(RunLimits limits, Serving serving, Node... body) {
    return start(limits, serving, body).result().join();
  }

  private ProgramRun start(RunLimits limits, Serving serving, Node... body) {
    Program program = program(List.of(), body);
    RunRequest request = new RunRequest("r", Map.of(), SamplingParams.DEFAULTS, 1, serving, limits);
    millis.set(0);
    return new Interpreter(model, Runnable::run, () -> millis.get() * 1_000_000)
        .start(program, request, StepJournal.NONE);
  }

  private static String exceeded(RunResult result) {
    assertThat(result.failure().code())
        .as(result.failure().message())
        .isEqualTo(FailureCode.BUDGET_EXCEEDED);
    return result.failure().message();
  }
}
