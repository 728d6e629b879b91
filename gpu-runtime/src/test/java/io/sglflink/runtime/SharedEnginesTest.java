package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.ScoreRequest;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedEnginesTest {

  private static final RequestId ID = new RequestId("run", "/body/0");
  private static final EngineOptions OPTIONS =
      ParityModels.options(ParityModels.directory("llama"));

  private static CompletableFuture<Generation> generate(LanguageModel model, int tokens) {
    return model.generate(
        new GenerateRequest(
            ID,
            "问题:",
            Sampling.greedy().maxTokens(tokens).ignoreEos().params(),
            Constraint.NONE,
            0));
  }

  @Test
  void leasesOfTheSameOptionsShareOneEngineUntilTheLastIsClosed() {
    EngineLease first = SharedEngines.acquire(OPTIONS);
    EngineLease second = SharedEngines.acquire(OPTIONS);
    LanguageModel model = first.model();
    assertThat(second.model()).isSameAs(model);

    first.close();
    // A lease counts once, however often it is closed.
    first.close();
    assertThat(generate(second.model(), 4).join().completionTokens()).isEqualTo(4);
    assertThat(second.stats().generatedTokens()).isPositive();

    second.close();
    try (EngineLease third = SharedEngines.acquire(OPTIONS)) {
      assertThat(third.model()).isNotSameAs(model);
      assertThat(third.stats().generatedTokens()).isZero();
      assertThat(generate(third.model(), 4).join().completionTokens()).isEqualTo(4);
    }
  }

  @Test
  void otherOptionsGetAnotherEngine() {
    EngineOptions plain = ParityModels.options(ParityModels.directory("llama"), false, 512);
    try (EngineLease first = SharedEngines.acquire(OPTIONS);
        EngineLease second = SharedEngines.acquire(plain)) {
      assertThat(second.model()).isNotSameAs(first.model());
    }
  }

  @Test
  void theLastCloseCancelsWhatRunsAndALaterCallFailsAlike() {
    EngineLease lease = SharedEngines.acquire(OPTIONS);
    LanguageModel model = lease.model();
    CompletableFuture<Generation> running = generate(model, 2_000);
    lease.close();
    assertCancelled(running);
    assertCancelled(generate(model, 1));
    assertCancelled(model.score(new ScoreRequest(ID, "问题:", List.of("是", "否"))));
  }

  private static void assertCancelled(CompletableFuture<?> future) {
    assertThatThrownBy(future::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED))
        .hasMessageContaining("the engine was closed");
  }

  private static EngineOptions options(String device, String dtype, int context, long kvMemory) {
    return new EngineOptions(
        OPTIONS.modelPath(), device, dtype, 1, 0.88, kvMemory, 0, true, 512, context, 256);
  }

  @Test
  void anUnknownTypeIsRefused() {
    assertThatThrownBy(() -> SharedEngines.acquire(options("cpu", "fp8", 0, 1 << 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dtype is \"fp8\": give auto, bfloat16, float16 or float32");
  }

  @Test
  void anUnknownDeviceIsRefused() {
    assertThatThrownBy(() -> SharedEngines.acquire(options("tpu", "float32", 0, 1 << 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device is \"tpu\": give auto, cuda or cpu");
  }

  @Test
  void aDeviceIndexThatTheMachineLacksIsRefused() {
    EngineOptions options =
        new EngineOptions(
            OPTIONS.modelPath(), "cuda", "float32", 1, 0.88, 1 << 20, 99, true, 512, 0, 256);
    assertThatThrownBy(() -> SharedEngines.acquire(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CUDA device")
        .hasMessageContaining("--device cpu");
  }

  @Test
  void aContextLongerThanTheModelsIsRefused() {
    assertThatThrownBy(() -> SharedEngines.acquire(options("cpu", "float32", 4096, 1 << 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4,096")
        .hasMessageContaining("2,048")
        .hasMessageContaining("lower it");
  }

  @Test
  void aPoolThatHoldsNothingOfUseIsRefused() {
    assertThatThrownBy(() -> SharedEngines.acquire(options("cpu", "float32", 0, 10_240)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the KV pool may take 0.88 of 10,240 bytes, which holds 11 tokens of 768 bytes, and 16"
                + " are the least: raise --kv-memory");
  }

  @Test
  void moreThanOneDeviceIsRefused() {
    assertThatThrownBy(
            () ->
                new EngineOptions(
                    OPTIONS.modelPath(), "cpu", "auto", 2, 0.88, 1, 0, true, -1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tp_size is 2");
  }

  @Test
  void aDirectoryThatIsNotThereIsRefused(@TempDir Path directory) {
    Path missing = directory.resolve("模型");
    assertThatThrownBy(() -> SharedEngines.acquire(OPTIONS.withModelPath(missing.toString())))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void aFailedOpeningLeavesNothingBehind() {
    EngineOptions bad = options("cpu", "fp8", 0, 1 << 20);
    assertThatThrownBy(() -> SharedEngines.acquire(bad)).hasMessageContaining("fp8");
    assertThatThrownBy(() -> SharedEngines.acquire(bad)).hasMessageContaining("fp8");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(Thread::isAlive)
        .extracting(Thread::getName)
        .doesNotContain("sglang-engine");
  }
}
