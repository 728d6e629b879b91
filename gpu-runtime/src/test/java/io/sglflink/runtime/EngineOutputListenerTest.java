package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.OutputListener;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outputs are told while they are made. */
class EngineOutputListenerTest {

  private static final RequestId ID = new RequestId("run-1", "/body/2");
  private static final String QUESTION = "问题:什么是AI?\n答案:";

  private static EngineLease lease;
  private static LanguageModel model;

  /** A pool so small that most requests that run side by side are put back in between. */
  @BeforeAll
  static void open() {
    lease =
        SharedEngines.acquire(
            ParityModels.options(ParityModels.directory("llama"), true, 24, 0, 32, 1L << 20));
    model = lease.model();
  }

  @AfterAll
  static void close() {
    lease.close();
  }

  private static GenerateRequest request(Sampling sampling, Constraint constraint, long seed) {
    return new GenerateRequest(ID, QUESTION, sampling.params(), constraint, seed);
  }

  private static GenerateRequest request(Sampling sampling) {
    return request(sampling, Constraint.NONE, 0);
  }

  @Test
  void anOutputIsToldInPartsThatTogetherAreItsText() {
    List<String> parts = new ArrayList<>();
    Generation generation =
        model.generate(request(Sampling.greedy().maxTokens(24)), parts::add).join();
    assertThat(parts).hasSizeGreaterThan(5).doesNotContain("");
    assertThat(String.join("", parts)).isEqualTo(generation.text());
  }

  @Test
  void whatAStopCutsIsNeverTold() {
    List<String> parts = new ArrayList<>();
    Generation generation =
        model.generate(request(Sampling.greedy().maxTokens(24).stop("{_{u")), parts::add).join();
    assertThat(String.join("", parts)).isEqualTo(generation.text()).isEqualTo("_{_{_{_{_");
  }

  @Test
  void outputsOfAllKindsSideBySideAreToldWhole() {
    Random random = new Random(1);
    List<StringBuilder> told = new ArrayList<>();
    List<CompletableFuture<Generation>> running = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      Sampling sampling = Sampling.at(1).maxTokens(20 + random.nextInt(60));
      Constraint constraint = Constraint.NONE;
      switch (i % 4) {
        case 0 -> sampling.stop("e", "\n", "{_{");
        case 1 -> sampling.stopRegex("[a-z]{2}[^a-z]", "[0-9].*[0-9]");
        case 2 -> constraint = new Constraint.Regex("答案是: (甲|乙)[a-z]{3,20}。所以完毕");
        default -> sampling.n(3).penalties(0.5, 0.5);
      }
      StringBuilder text = new StringBuilder();
      told.add(text);
      running.add(model.generate(request(sampling, constraint, i), text::append));
    }
    for (int i = 0; i < running.size(); i++) {
      Generation generation = running.get(i).join();
      assertThat(told.get(i).toString()).isEqualTo(generation.text());
    }
    assertThat(lease.stats().forcedTokens()).isPositive();
  }

  @Test
  void aListenerThatThrowsFailsItsOwnRequestOnly() {
    OutputListener broken =
        text -> {
          throw new IllegalStateException("the page is closed");
        };
    CompletableFuture<Generation> failing =
        model.generate(request(Sampling.greedy().maxTokens(400).ignoreEos()), broken);
    StringBuilder told = new StringBuilder();
    Generation other =
        model.generate(request(Sampling.greedy().maxTokens(24)), told::append).join();
    assertThat(told.toString()).isEqualTo(other.text());
    assertThatThrownBy(failing::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED))
        .hasMessageContaining("run-1#/body/2 was cancelled")
        .hasMessageContaining("the page is closed");
  }

  @Test
  void aListenerThatKeepsItsThreadHoldsUpNoRequestThatHasNone() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    OutputListener slow =
        text -> {
          told.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    CompletableFuture<Generation> held =
        model.generate(request(Sampling.greedy().maxTokens(8)), slow);
    told.await();
    assertThat(model.generate(request(Sampling.greedy().maxTokens(24))).join().text()).isNotEmpty();
    assertThat(held).isNotDone();
    release.countDown();
    assertThat(held.join().completionTokens()).isEqualTo(8);
  }

  @Test
  void afterACancellationNothingIsTold() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    List<String> parts = new ArrayList<>();
    CompletableFuture<Generation> running =
        model.generate(
            request(Sampling.greedy().maxTokens(400).ignoreEos()),
            text -> {
              parts.add(text);
              first.countDown();
              try {
                cancelled.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    first.await();
    running.cancel(false);
    cancelled.countDown();
    assertThatThrownBy(running::join).isInstanceOf(CancellationException.class);
    // The listeners' thread is past the cancelled one when it tells the next.
    model.generate(request(Sampling.greedy().maxTokens(2)), text -> {}).join();
    assertThat(parts).hasSize(1);
  }

  @Test
  void aRequestThatIsRefusedTellsNothing() {
    List<String> parts = new ArrayList<>();
    CompletableFuture<Generation> refused =
        model.generate(request(Sampling.greedy().stopTokenIds(-5)), parts::add);
    assertThatThrownBy(refused::join).hasCauseInstanceOf(RequestFailedException.class);
    assertThat(parts).isEmpty();
  }
}
