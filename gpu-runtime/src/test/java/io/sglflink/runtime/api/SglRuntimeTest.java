package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.EngineTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SglRuntimeTest {

  private static final Program QA =
      Program.builder("qa").text("Q: ").arg("question").text("\nA:").gen("answer").build();

  @Test
  void optionsThatAreNotSetAreTheEngines() {
    EngineOptions expected = EngineOptions.of(Path.of("m").toAbsolutePath().toString());
    assertThat(SglRuntime.builder(Path.of("x", "..", "m")).options()).isEqualTo(expected);
  }

  @Test
  void everyOptionIsTheEnginesOfThatName() {
    EngineOptions options =
        SglRuntime.builder(Path.of("/m"))
            .device("cpu")
            .dtype("float32")
            .tpSize(1)
            .memFractionStatic(0.5)
            .kvMemory(1 << 20)
            .baseGpuId(2)
            .enableRadixCache(false)
            .enableTorchCompile(false)
            .chunkedPrefillSize(64)
            .contextLength(512)
            .maxRunningRequests(8)
            .chatTemplate("chatml")
            .tuning(EngineTuning.DEFAULTS.withJumpAhead(false))
            .options();
    assertThat(options)
        .isEqualTo(
            new EngineOptions(
                "/m",
                "cpu",
                "float32",
                1,
                0.5,
                1 << 20,
                2,
                false,
                64,
                512,
                8,
                EngineTuning.DEFAULTS.withJumpAhead(false),
                "chatml"));
  }

  @Test
  void whatTheEngineRefusesIsRefusedWithItsReason() {
    assertThatThrownBy(() -> SglRuntime.builder(Path.of("m")).enableTorchCompile(true).open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("enable_torch_compile gains nothing here");
    assertThatThrownBy(() -> SglRuntime.builder(Path.of("m")).tpSize(2).open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tp_size is 2");
  }

  @Test
  void aProgramComesFromAFileOrIsChecked(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("qa.json"), ProgramJson.writePretty(QA));
    try (SglRuntime runtime = FakeModel.saying(prompt -> " yes").runtime()) {
      assertThat(runtime.program(file).program()).isEqualTo(QA);
      assertThat(runtime.program(file).run(Map.of("question", "?")).get("answer"))
          .isEqualTo(" yes");
      Program wrong = new Program("", QA.parameters(), QA.body());
      assertThatThrownBy(() -> runtime.program(wrong))
          .isInstanceOf(InvalidProgramException.class)
          .hasMessageContaining("/name");
    }
  }

  @Test
  void programsComeFromPythonAsItIs(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("qa.py"),
            """
            import sglang as sgl

            @sgl.function
            def qa(s, question):
                s += "Q: " + question + "\\nA:"
                s += sgl.gen("answer", stop="\\n")

            @sgl.function
            def twice(s, question):
                first = qa(question)
                s += first["answer"] + "!"
                return s.text()
            """);
    try (SglRuntime runtime = FakeModel.saying(prompt -> " yes").runtime()) {
      Map<String, SglProgram> programs = runtime.programs(file);
      assertThat(programs).containsOnlyKeys("qa", "twice");
      SglState state = programs.get("twice").run(Map.of("question", "?"));
      assertThat(state.text()).isEqualTo(" yes!");
      assertThat(state.returnValue().asText()).isEqualTo(" yes!");
    }
  }

  @Test
  void aFlushSaysHowMuchItForgotOrThatTheEngineIsBroken() {
    FakeModel model = FakeModel.saying(prompt -> "");
    try (SglRuntime runtime = model.runtime()) {
      assertThat(runtime.flushCache()).isEqualTo(7);
      model.failFlush(new IllegalStateException("the device is gone"));
      assertThatThrownBy(runtime::flushCache)
          .isInstanceOf(SglException.class)
          .hasMessageContaining("the device is gone");
    }
  }

  @Test
  void closingEndsWhatRunsAndLetsNothingStart() {
    FakeModel model = new FakeModel(request -> new CompletableFuture<>());
    SglRuntime runtime = model.runtime();
    SglProgram qa = runtime.program(QA);
    SglRun run = qa.start(Map.of("question", "?"));
    runtime.close();
    assertThat(run.isDone()).isTrue();
    assertThat(run.await().error().orElseThrow().code()).isEqualTo(FailureCode.CANCELLED);
    assertThat(model.isClosed()).isTrue();
    assertThatThrownBy(() -> qa.run(Map.of("question", "?")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the runtime is closed: open another");
    assertThatThrownBy(() -> qa.runBatch(List.of(List.of("?"))))
        .isInstanceOf(IllegalStateException.class);
    runtime.close();
  }

  @Test
  void seedsOfRunsComeInOrderFromTheRuntimesSeed() {
    assertThat(seeds(1)).isEqualTo(seeds(1)).doesNotHaveDuplicates().isNotEqualTo(seeds(2));
  }

  private static List<Long> seeds(long seed) {
    FakeModel model = FakeModel.saying(prompt -> "");
    try (SglRuntime runtime = new SglRuntime(model, seed)) {
      SglProgram qa = runtime.program(QA);
      qa.run(Map.of("question", "?"));
      qa.run(Map.of("question", "?"));
      List<List<String>> items = List.of(List.of("?"), List.of("?"), List.of("?"));
      qa.runBatch(items, BatchOptions.DEFAULTS.withNumThreads(1));
    }
    return model.requests().stream().map(GenerateRequest::drawSeed).toList();
  }
}
