package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.ParityModels;
import io.sglflink.runtime.bench.DecodeBench.Load;
import io.sglflink.runtime.bench.DecodeBench.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecodeBenchTest {

  private static final Pattern BENCH_FILE = Pattern.compile("(/\\S*/sglang-bench-\\d+)/");

  /** Directories of this process's own benchmarks, by the files that it has mapped. */
  private static Set<Path> benchDirectories() {
    Set<Path> directories = new HashSet<>();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      maps.map(BENCH_FILE::matcher)
          .filter(Matcher::find)
          .forEach(matcher -> directories.add(Path.of(matcher.group(1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return directories;
  }

  private static void assertSane(Row row, int batch, int output) {
    assertThat(row.batch()).isEqualTo(batch);
    assertThat(row.seconds()).isPositive();
    assertThat(row.outputPerSecond())
        .isCloseTo(batch * output / row.seconds(), within(1e-6 * row.outputPerSecond()));
    assertThat(row.decodePerSecond()).isPositive().isFinite();
    assertThat(row.stepMillis())
        .isCloseTo(1e3 * batch / row.decodePerSecond(), within(1e-6 * row.stepMillis()));
  }

  @Test
  void randomWeightsRunForEachBatchAndLeaveNothingBehind() {
    EngineOptions options =
        new EngineOptions("unused", "cpu", "auto", 1, 0.88, 8 << 20, 0, true, 64, 0, 64);
    List<Row> rows = new ArrayList<>();
    Set<Path> directories = new HashSet<>();
    DecodeBench.runRandom(
        ModelShape.of("TINY"),
        options,
        new Load(List.of(1, 3), 24, 16, 4, 7),
        System::nanoTime,
        row -> {
          rows.add(row);
          directories.addAll(benchDirectories());
        });
    assertThat(rows).hasSize(2);
    assertSane(rows.get(0), 1, 4);
    assertSane(rows.get(1), 3, 4);
    // The warm-up's prompts are not the measured ones.
    assertThat(rows.get(0).cachedTokens()).isZero();
    assertThat(rows.get(1).cachedTokens()).isBetween(0L, 32L);
    assertThat(directories).isNotEmpty().allSatisfy(path -> assertThat(path).doesNotExist());
  }

  @Test
  void requestsThatWaitForEachOtherShareThePrefix() {
    EngineOptions oneAtATime =
        ParityModels.options(ParityModels.directory("llama"), true, 512, 0, 1, 1 << 20);
    List<Row> rows = new ArrayList<>();
    new DecodeBench(oneAtATime, new Load(List.of(4), 40, 30, 2, 1), System::nanoTime)
        .run(rows::add);
    assertThat(rows).hasSize(1);
    assertSane(rows.get(0), 4, 2);
    assertThat(rows.get(0).cachedTokens()).isEqualTo(3 * 30);
  }

  @Test
  void theDirectoryIsRemovedWhenTheRunFails() throws IOException {
    EngineOptions options =
        new EngineOptions("unused", "cpu", "auto", 1, 0.88, 1 << 20, 0, true, 64, 0, 64);
    Set<Path> before = benchDirectories();
    Set<Path> directories = new HashSet<>();
    assertThatThrownBy(
            () ->
                DecodeBench.runRandom(
                    ModelShape.TINY,
                    options,
                    new Load(List.of(1), 24, 16, 4, 7),
                    System::nanoTime,
                    row -> {
                      directories.addAll(benchDirectories());
                      throw new IllegalStateException("full disk");
                    }))
        .hasMessage("full disk");
    directories.removeAll(before);
    assertThat(directories).isNotEmpty().allSatisfy(path -> assertThat(path).doesNotExist());
  }

  @Test
  void aLoadThatMeasuresNothingIsRefused() {
    assertThatThrownBy(() -> new Load(List.of(1), 16, 16, 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shared is 16 of 16 prompt tokens");
    assertThatThrownBy(() -> new Load(List.of(1), 16, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output is 1 tokens");
    assertThatThrownBy(() -> ModelShape.of("70b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"70b\"");
  }
}
