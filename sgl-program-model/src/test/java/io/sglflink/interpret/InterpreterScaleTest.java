package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.call;
import static io.sglflink.interpret.Nodes.fork;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.joinTexts;
import static io.sglflink.interpret.Nodes.let;
import static io.sglflink.interpret.Nodes.local;
import static io.sglflink.interpret.Nodes.loop;
import static io.sglflink.interpret.Nodes.number;
import static io.sglflink.interpret.Nodes.on;
import static io.sglflink.interpret.Nodes.plus;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.read;
import static io.sglflink.interpret.Nodes.say;
import static io.sglflink.interpret.Nodes.text;
import static io.sglflink.interpret.Nodes.when;
import static io.sglflink.interpret.Runs.request;
import static io.sglflink.program.Expression.arg;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.interpret.Runs.ManualExecutor;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Node;
import io.sglflink.program.Operator;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class InterpreterScaleTest {

  @Test
  void tenThousandRunsShareAThread() {
    FakeLanguageModel model = new FakeLanguageModel().hold();
    ManualExecutor executor = new ManualExecutor();
    Interpreter interpreter = new Interpreter(model, executor);
    Program program = GuidePrograms.complexWorkflow();
    RunResult alone = Runs.run(new FakeLanguageModel(), program, "{'topic':'茶'}");
    List<ProgramRun> runs = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      runs.add(interpreter.start(program, request("{'topic':'茶'}"), StepJournal.NONE));
    }

    for (int step = 0; step < 3; step++) {
      executor.runAll();
      assertThat(model.waiting()).isEqualTo(10_000);
      assertThat(runs).noneMatch(run -> run.result().isDone());
      model.release(10_000);
    }
    executor.runAll();

    assertThat(runs).allSatisfy(run -> assertThat(run.result()).isCompletedWithValue(alone));
  }

  @Test
  void aLongProgramOfTextsDoesNotDeepenTheStack() {
    Program program =
        new Program("texts", List.of(), Collections.nCopies(10_000, TextNode.of("字")));

    assertThat(Runs.run(new FakeLanguageModel(), program, "{}").text())
        .isEqualTo("字".repeat(10_000));
  }

  @Test
  void aLongProgramOfStepsDoesNotDeepenTheStackEvenInTheCaller() {
    FakeLanguageModel model = new FakeLanguageModel().answering(request -> "x");
    Program program =
        new Program("steps", List.of(), Collections.<Node>nCopies(5_000, GenNode.named("a")));

    assertThat(Runs.run(model, program, "{}").text()).hasSize(5_000);
    assertThat(model.calls()).isEqualTo(5_000);
  }

  @Test
  void aHundredThousandIterationsDoNotDeepenTheStack() {
    Program program =
        program(
            let("n", number(0)),
            loop(Expression.lt(local("n"), number(100_000)), let("n", plus(local("n"), number(1)))),
            say(local("n")));
    RunLimits limits = new RunLimits(1, 1, 100_000, 1, 10, 0);
    RunRequest request =
        new RunRequest("r", Map.of(), SamplingParams.DEFAULTS, 1, Serving.DEFAULT, limits);

    assertThat(Runs.run(new FakeLanguageModel(), program, request).text()).isEqualTo("100000");
  }

  @Test
  void aThousandStatesDoNotDeepenTheStack() {
    FakeLanguageModel model = new FakeLanguageModel().answering(request -> "x");
    Program program =
        program(fork("f", 1_000, gen("a"), gen("b")), on("f", gen("c")), joinTexts("f"));

    RunResult result = Runs.run(model, program, "{}");

    assertThat(result.text()).hasSize(3_000);
    assertThat(result.steps()).hasSize(3_000);
  }

  @Test
  void statesMayWaitForEachOtherAsDeepAsCallsGo() {
    Program program =
        new Program(
            "deep",
            List.of(Parameter.required("n")),
            List.of(
                when(
                    Expression.gt(arg("n"), number(0)),
                    fork(
                        "f",
                        2,
                        call(
                            "s",
                            "deep",
                            Map.of("n", Expression.operation(Operator.SUB, arg("n"), number(1)))),
                        say(read("s", Aspect.TEXT))),
                    joinTexts("f")),
                text("x")));

    assertThat(Runs.run(new FakeLanguageModel(), program, "{'n':7}").text()).hasSize(255);
  }

  @Test
  void allCodeOfARunIsOnItsExecutor() throws Exception {
    FakeLanguageModel model = new FakeLanguageModel().hold();
    Set<String> threads = ConcurrentHashMap.newKeySet();
    ExecutorService executor =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "the executor"));
    try {
      Interpreter interpreter = new Interpreter(model, executor);
      StepJournal journal =
          new StepJournal() {
            @Override
            public StepReport find(String path) {
              threads.add(Thread.currentThread().getName());
              return null;
            }

            @Override
            public void add(StepReport step) {
              threads.add(Thread.currentThread().getName());
            }
          };
      ProgramRun run =
          interpreter.start(GuidePrograms.chat(), request("{'question':'?'}"), journal);
      while (!run.result().isDone()) {
        model.release(1);
        Thread.onSpinWait();
      }

      assertThat(run.result().join().completed()).isTrue();
      assertThat(threads).containsExactly("the executor");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void runsMayShareAPoolOfThreads() {
    FakeLanguageModel model = new FakeLanguageModel();
    RunResult alone = Runs.run(model, GuidePrograms.chat(), "{'question':'?'}");
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      Interpreter interpreter = new Interpreter(model, executor);
      List<ProgramRun> runs = new ArrayList<>();
      Program program = GuidePrograms.chat();
      for (int i = 0; i < 1_000; i++) {
        runs.add(interpreter.start(program, request("{'question':'?'}"), StepJournal.NONE));
      }

      assertThat(runs).allSatisfy(run -> assertThat(run.result().join()).isEqualTo(alone));
    } finally {
      executor.shutdown();
    }
  }
}
