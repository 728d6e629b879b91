package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.job.JobSpec;
import io.sglflink.job.local.EmbeddedJob;
import io.sglflink.operators.EngineProvider;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.runtime.EngineOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;

/**
 * How long checkpoints take in a job whose runs take long and whose queue is full.
 *
 * @param engine how the job's engine is opened
 * @param engines how engines are opened
 * @param window runs that the task gives the engine at once
 * @param outputTokens tokens that each run generates
 * @param seconds how long each mode is measured, from when its first run has ended
 * @param interval between checkpoints
 */
record CheckpointBench(
    EngineOptions engine,
    EngineProvider engines,
    int window,
    int outputTokens,
    int seconds,
    Duration interval) {

  /** More than a job reads while it is measured: what is left waits in its source. */
  private static final int PROMPTS = 100_000;

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LONGEST_SAVEPOINT = Duration.ofMinutes(10);
  private static final JsonMapper MAPPER = new JsonMapper();

  CheckpointBench {
    if (window < 1 || outputTokens < 1 || seconds < 1 || interval.toMillis() < 10) {
      throw new IllegalArgumentException(
          "--window, --output-tokens and --seconds take 1 or more, --interval 10ms or more");
    }
  }

  /** Runs a job with aligned or unaligned checkpoints. */
  ObjectNode run(boolean unaligned) throws Exception {
    Path directory = Files.createTempDirectory("sglang-bench-");
    try {
      Path prompts = writePrompts(directory.resolve("prompts.jsonl"));
      Path results = directory.resolve("results");
      try (EmbeddedJob job =
          EmbeddedJob.start(spec(prompts, results), engines, settings(unaligned))) {
        while (job.counts().records() == 0) {
          job.await(LOOK);
        }
        long start = System.currentTimeMillis();
        job.await(Duration.ofSeconds(seconds));
        List<Sample> samples = samples(job, start);
        long before = System.nanoTime();
        job.savepoint(LONGEST_SAVEPOINT);
        long savepoint = Duration.ofNanos(System.nanoTime() - before).toMillis();
        return report(unaligned, samples, savepoint, runMillis(results));
      }
    } finally {
      delete(directory);
    }
  }

  private JobSpec spec(Path prompts, Path results) {
    String program =
        """
        {"sglang":1,"name":"bench","parameters":[{"name":"n"}],"body":[
        {"type":"text","value":["Write a story about the number ",{"arg":"n"},": "]},
        {"type":"gen","name":"story","ignore_eos":true,"max_tokens":%d}]}
        """
            .formatted(outputTokens);
    return new JobSpec(
        engine,
        RunDefaults.DEFAULT,
        ProgramLibrary.of(Map.of("bench", program.getBytes(UTF_8))),
        prompts.toUri(),
        results.toUri(),
        null,
        SourceOptions.DEFAULTS,
        SinkOptions.DEFAULTS,
        interval,
        1,
        PipelineOptions.DEFAULTS.withWindow(window));
  }

  private Configuration settings(boolean unaligned) {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, unaligned);
    settings.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, PROMPTS);
    return settings;
  }

  private static Path writePrompts(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < PROMPTS; i++) {
        out.write("{\"id\":\"p-" + i + "\",\"program\":\"bench\",\"args\":{\"n\":" + i + "}}\n");
      }
    }
    return file;
  }

  /** A checkpoint; one that is not complete has taken until now at least. */
  private record Sample(long millis, long bytes, boolean complete) {}

  private static List<Sample> samples(EmbeddedJob job, long start) throws Exception {
    long now = System.currentTimeMillis();
    List<Sample> samples = new ArrayList<>();
    for (AbstractCheckpointStats each : job.checkpoints()) {
      if (each.getTriggerTimestamp() < start && !each.getStatus().isInProgress()) {
        continue;
      }
      if (each.getStatus().isCompleted()) {
        samples.add(new Sample(each.getEndToEndDuration(), each.getStateSize(), true));
      } else {
        samples.add(new Sample(now - each.getTriggerTimestamp(), 0, false));
      }
    }
    return samples;
  }

  private ObjectNode report(
      boolean unaligned, List<Sample> samples, long savepoint, List<Long> runs) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("scenario", "checkpoints");
    report.put("mode", unaligned ? "unaligned" : "aligned");
    report.put("window", window);
    report.put("output_tokens", outputTokens);
    report.put("seconds", seconds);
    report.put("interval_ms", interval.toMillis());
    report.put("run_ms_p50", quantile(runs, 0.5));
    report.put("completed", samples.stream().filter(Sample::complete).count());
    report.put("incomplete", samples.stream().filter(each -> !each.complete()).count());
    List<Long> durations = samples.stream().map(Sample::millis).sorted().toList();
    report.put("checkpoint_ms_p50", quantile(durations, 0.5));
    report.put("checkpoint_ms_p99", quantile(durations, 0.99));
    report.put("checkpoint_ms_max", quantile(durations, 1));
    List<Long> sizes =
        samples.stream().filter(Sample::complete).map(Sample::bytes).sorted().toList();
    report.put("state_bytes_p50", quantile(sizes, 0.5));
    report.put("state_bytes_max", quantile(sizes, 1));
    report.put("savepoint_ms", savepoint);
    return report;
  }

  /** How long the runs took whose results are written. */
  private static List<Long> runMillis(Path results) throws IOException {
    List<Long> millis = new ArrayList<>();
    try (Stream<Path> files = Files.walk(results)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          for (String line : lines.toList()) {
            if (line.endsWith("}")) {
              millis.add(MAPPER.readTree(line).at("/timings/running_ms").asLong());
            }
          }
        }
      }
    }
    return millis.stream().sorted().toList();
  }

  /** The smallest of sorted values that so great a share is not greater than; null without any. */
  private static Long quantile(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? null
        : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
