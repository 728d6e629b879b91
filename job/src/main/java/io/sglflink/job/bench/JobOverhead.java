package io.sglflink.job.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.job.JobSpec;
import io.sglflink.job.local.EmbeddedJob;
import io.sglflink.operators.EngineProvider;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.record.InvalidRecordException;
import io.sglflink.runtime.EngineLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The job's throughput beside its engine's own: the same prompts with the same window, in turns, on
 * one engine whose cache is emptied before each.
 */
public final class JobOverhead {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final JobSpec spec;
  private final List<byte[]> records;
  private final int rounds;
  private final Consumer<String> progress;
  private long expected;

  /**
   * @param spec the job: one task, whose input has exactly {@code records}
   * @param records prompt records, in the order of the input; those that cannot run do not count
   * @param rounds how often both are measured, at least 1
   * @param progress told what is being measured
   */
  public JobOverhead(JobSpec spec, List<byte[]> records, int rounds, Consumer<String> progress) {
    this.spec = requireNonNull(spec, "spec is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.records = List.copyOf(records);
    this.rounds = rounds;
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds is " + rounds + ": give 1 or more");
    }
  }

  /**
   * Measures, after one unmeasured round of both: JVMs compile what they run often.
   *
   * @param engines where the job's task finds its engine
   * @return completed records per second of each round, and the ratio of their medians
   * @throws IllegalStateException when not as many records complete in one as in the other
   */
  public ObjectNode run(EngineProvider engines) throws Exception {
    try (EngineLease engine = engines.acquire()) {
      List<Prompt> prompts = prompts();
      progress.accept("warming up with " + prompts.size() + " records");
      alone(engine, prompts);
      job(engine, engines);
      List<Double> engineRates = new ArrayList<>();
      List<Double> jobRates = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        progress.accept("round " + round + " of " + rounds + ": the engine alone, then the job");
        engineRates.add(alone(engine, prompts));
        jobRates.add(job(engine, engines));
      }
      return report(engineRates, jobRates);
    }
  }

  private double alone(EngineLease engine, List<Prompt> prompts) throws InterruptedException {
    engine.flushCache().join();
    try (BusyTime time = BusyTime.of(engine)) {
      int completed = new EngineAlone(engine, spec.pipeline().window()).run(prompts);
      return rate(completed, time.stop());
    }
  }

  private double job(EngineLease engine, EngineProvider engines) throws Exception {
    engine.flushCache().join();
    try (BusyTime time = BusyTime.of(engine);
        EmbeddedJob job = EmbeddedJob.start(spec, engines)) {
      while (!job.await(LOOK)) {
        // The clock runs on a thread of its own.
      }
      return rate(job.counts().completed(), time.stop());
    }
  }

  private double rate(long completed, long nanos) {
    if (completed == 0 || (expected != 0 && completed != expected)) {
      throw new IllegalStateException(
          completed + " records completed, " + expected + " did before: bring records that do");
    }
    expected = completed;
    return completed * 1e9 / nanos;
  }

  private List<Prompt> prompts() {
    PromptDecoder decoder = new PromptDecoder(spec.programs(), spec.runs());
    List<Prompt> prompts = new ArrayList<>();
    for (byte[] record : records) {
      try {
        prompts.add(decoder.decode(record));
      } catch (InvalidRecordException e) {
        progress.accept("record " + e.id() + " does not run: " + e.error().message());
      }
    }
    return prompts;
  }

  private ObjectNode report(List<Double> engineRates, List<Double> jobRates) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("scenario", "job-overhead");
    report.put("records", expected);
    report.put("window", spec.pipeline().window());
    engineRates.forEach(report.putArray("engine_records_per_second")::add);
    jobRates.forEach(report.putArray("job_records_per_second")::add);
    report.put("ratio", median(jobRates) / median(engineRates));
    return report;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
