package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SglBatchTest {

  private static final Program QA =
      Program.builder("qa")
          .parameter("question")
          .parameter("tail", "\nA:")
          .arg("question")
          .arg("tail")
          .gen("answer")
          .build();

  private static List<List<Integer>> numbers(int count) {
    return IntStream.range(0, count).mapToObj(List::of).toList();
  }

  @Test
  void anEmptyBatchHasNoStates() {
    try (SglRuntime runtime = FakeModel.saying(prompt -> "").runtime()) {
      assertThat(runtime.program(QA).runBatch(List.of())).isEmpty();
      assertThat(runtime.program(QA).streamBatch(List.of(), BatchOptions.DEFAULTS)).isEmpty();
    }
  }

  @Test
  void itemsAreMapsOrListsInTheOrderOfTheParameters() {
    try (SglRuntime runtime = FakeModel.saying(prompt -> "").runtime()) {
      SglProgram qa = runtime.program(QA);
      List<?> items = List.of(Map.of("question", 1), List.of(2), List.of(3, "!"));
      assertThat(qa.runBatch(items)).map(SglState::text).containsExactly("1\nA:", "2\nA:", "3!");
      assertThat(qa.bind(Map.of("question", "x")).runBatch(List.of(List.of("?"))))
          .as("bound parameters are left out")
          .map(SglState::text)
          .containsExactly("x?");
    }
  }

  @Test
  void itemsThatDoNotFitAreToldTogetherBeforeAnythingRuns() {
    FakeModel model = FakeModel.saying(prompt -> "");
    try (SglRuntime runtime = model.runtime()) {
      List<?> items =
          List.of(List.of(1), List.of(), Map.of("question", 1, "x", 2), List.of(1, 2, 3), "text");
      assertThatThrownBy(() -> runtime.program(QA).runBatch(items))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("item 1: program \"qa\" needs argument \"question\"")
          .hasMessageContaining("item 2: program \"qa\" has no parameter \"x\"")
          .hasMessageContaining(
              "item 3: 3 values are given, program \"qa\" takes 2: question, tail")
          .hasMessageContaining("item 4: it is a java.lang.String: give a Map")
          .hasMessageNotContaining("item 0");
      assertThatThrownBy(() -> runtime.program(QA).runBatch(Collections.nCopies(100, List.of())))
          .hasMessageContaining("item 19")
          .hasMessageNotContaining("item 20")
          .hasMessageEndingWith("and 80 more");
    }
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void aFailureDisturbsNoOthers() {
    FakeModel model =
        new FakeModel(
            request ->
                request.prompt().startsWith("3")
                    ? CompletableFuture.failedFuture(
                        new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "too long"))
                    : CompletableFuture.completedFuture(FakeModel.generation("ok")));
    try (SglRuntime runtime = model.runtime()) {
      List<SglState> states = runtime.program(QA).runBatch(numbers(6));
      for (int i = 0; i < 6; i++) {
        assertThat(states.get(i).error().isPresent()).isEqualTo(i == 3);
        assertThat(states.get(i).contains("answer")).isEqualTo(i != 3);
      }
    }
  }

  /** Answers on a thread of its own, the youngest request first. */
  private static final class LateModel implements AutoCloseable {
    private final Deque<CompletableFuture<Generation>> open = new ConcurrentLinkedDeque<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    FakeModel model() {
      return new FakeModel(this::generate);
    }

    private CompletableFuture<Generation> generate(GenerateRequest request) {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      CompletableFuture<Generation> answer = new CompletableFuture<>();
      open.add(answer);
      executor.execute(this::answer);
      return answer;
    }

    private void answer() {
      running.decrementAndGet();
      open.removeLast().complete(FakeModel.generation("ok"));
    }

    @Override
    public void close() {
      executor.shutdown();
    }
  }

  @Property(tries = 30)
  void statesComeInOrderAndNoMoreThanTheWindowRuns(
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 10) int window,
      @ForAll boolean lazily) {
    List<Integer> progress = new ArrayList<>();
    BatchOptions options =
        BatchOptions.DEFAULTS
            .withNumThreads(window)
            .withProgress(
                (done, total) -> {
                  assertThat(total).isEqualTo(size);
                  progress.add(done);
                });
    try (LateModel late = new LateModel();
        SglRuntime runtime = late.model().runtime()) {
      SglProgram qa = runtime.program(QA);
      List<SglState> states =
          lazily
              ? qa.streamBatch(numbers(size), options).toList()
              : qa.runBatch(numbers(size), options);
      assertThat(states)
          .map(SglState::text)
          .isEqualTo(IntStream.range(0, size).mapToObj(i -> i + "\nA:ok").toList());
      assertThat(late.most.get()).isLessThanOrEqualTo(window);
    }
    assertThat(progress).isEqualTo(IntStream.rangeClosed(1, size).boxed().toList());
  }

  @Test
  void aStreamRunsNoFurtherAheadThanItsWindow() {
    FakeModel model = FakeModel.saying(prompt -> "");
    try (SglRuntime runtime = model.runtime();
        Stream<SglState> states =
            runtime
                .program(QA)
                .streamBatch(numbers(100), BatchOptions.DEFAULTS.withNumThreads(4))) {
      assertThat(model.requests()).as("nothing before it is read").isEmpty();
      Iterator<SglState> iterator = states.iterator();
      for (int i = 0; i < 10; i++) {
        assertThat(iterator.next().text()).startsWith(i + "\n");
        assertThat(model.requests()).hasSizeLessThanOrEqualTo(i + 1 + 4);
      }
    }
    assertThat(model.requests()).hasSizeLessThan(20);
  }

  @Test
  void closingAStreamCancelsWhatIsUnderWay() {
    List<CompletableFuture<Generation>> open = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch asked = new CountDownLatch(3);
    FakeModel model =
        new FakeModel(
            request -> {
              CompletableFuture<Generation> answer = new CompletableFuture<>();
              boolean first = request.prompt().startsWith("0");
              if (first) {
                answer.complete(FakeModel.generation(""));
              } else {
                open.add(answer);
              }
              asked.countDown();
              return answer;
            });
    try (SglRuntime runtime = model.runtime()) {
      Stream<SglState> states =
          runtime.program(QA).streamBatch(numbers(9), BatchOptions.DEFAULTS.withNumThreads(2));
      assertThat(states.iterator().next().text()).startsWith("0");
      asked.await();
      states.close();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(open).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }

  @Test
  void whatProgressThrowsEndsTheBatch() {
    try (SglRuntime runtime = FakeModel.saying(prompt -> "").runtime()) {
      BatchOptions options =
          BatchOptions.DEFAULTS.withProgress(
              (done, total) -> {
                throw new IllegalStateException("the bar is full");
              });
      assertThatThrownBy(() -> runtime.program(QA).runBatch(numbers(3), options))
          .hasMessage("the bar is full");
    }
  }

  @Test
  void sglangsNumberOfThreadsIsTheWindow() {
    int auto = Math.max(96, 16 * Runtime.getRuntime().availableProcessors());
    assertThat(BatchOptions.DEFAULTS.window(10_000)).isEqualTo(auto);
    assertThat(BatchOptions.DEFAULTS.window(5)).isEqualTo(5);
    assertThat(BatchOptions.DEFAULTS.withNumThreads(3).window(10_000)).isEqualTo(3);
    assertThatThrownBy(() -> BatchOptions.DEFAULTS.withNumThreads(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numThreads is -1: give 1 or more, or BatchOptions.AUTO");
  }

  private static final String RULES = "Answer in one word, and in the language asked. ".repeat(2);

  private static Program chat(String system) {
    return Program.builder("chat")
        .parameter("style", "kindly")
        .parameter("question")
        .system(system)
        .user(u -> u.text("Speak ").arg("style").text(": ").arg("question"))
        .assistant(a -> a.gen("answer"))
        .build();
  }

  private static List<String> prompts(String system, List<?> items) {
    FakeModel model = FakeModel.saying(prompt -> "");
    try (SglRuntime runtime = model.runtime()) {
      runtime.program(chat(system)).runBatch(items, BatchOptions.DEFAULTS.withNumThreads(1));
    }
    assertThat(model.requests().get(0).sampling().maxTokens()).isIn(0, 128);
    return model.prompts();
  }

  @Test
  void whatAllRunsBeginWithIsComputedFirst() {
    List<String> prompts =
        prompts(RULES, List.of(Map.of("question", "a"), Map.of("question", "b")));
    assertThat(prompts).hasSize(3);
    assertThat(prompts.get(0)).isEqualTo("<system>" + RULES + "</system><user>Speak kindly: ");
    assertThat(prompts.subList(1, 3)).allMatch(prompt -> prompt.startsWith(prompts.get(0)));
  }

  @Test
  void anArgumentIsPartOfItWhereAllRunsHaveTheSame() {
    assertThat(prompts(RULES, List.of(List.of("dryly", "a"), List.of("dryly", "b"))).get(0))
        .endsWith("<user>Speak dryly: ");
    assertThat(prompts(RULES, List.of(List.of("dryly", "a"), List.of("kindly", "b"))).get(0))
        .endsWith("<user>Speak ");
  }

  @Test
  void aShortBeginAndASingleItemAreNotWorthIt() {
    assertThat(prompts("Be brief.", List.of(List.of("dryly", "a"), List.of("dryly", "b"))))
        .hasSize(2);
    assertThat(prompts(RULES, List.of(List.of("dryly", "a")))).hasSize(1);
  }
}
