package io.sglflink.job.cli;

import io.sglflink.job.JobSpec;
import io.sglflink.job.UserException;
import io.sglflink.job.local.EmbeddedJob;
import io.sglflink.job.local.StateDirectory;
import io.sglflink.operators.EngineProvider;
import io.sglflink.runtime.EngineLease;
import java.io.PrintWriter;
import java.time.Duration;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Runs an embedded job to its end, with a progress line.
 *
 * <p>It holds a share of the job's engine itself: so the model is opened before the cluster, a
 * broken one is reported at once, and the engine's load can be read beside the job.
 */
final class WatchedRun {

  /** Called between two looks at the job. */
  interface Watcher {
    void look(ProgressLine progress);
  }

  static final Watcher NOBODY = progress -> {};

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Installation installation;
  private final PrintWriter err;

  WatchedRun(Installation installation, PrintWriter err) {
    this.installation = installation;
    this.err = err;
  }

  RunSummary run(JobSpec spec, Watcher watcher) throws Exception {
    return run(spec, watcher, null);
  }

  /**
   * @param state as {@link EmbeddedJob#start} takes it
   */
  RunSummary run(JobSpec spec, Watcher watcher, StateDirectory state) throws Exception {
    EngineProvider engines = installation.engines().apply(spec.engine());
    try (EngineLease engine = open(engines);
        EmbeddedJob job = EmbeddedJob.start(spec, engines, state)) {
      StopSignals signals = StopSignals.handleWith(() -> stop(job, state != null));
      try {
        return watch(job, engine, watcher);
      } finally {
        signals.restore();
      }
    }
  }

  private RunSummary watch(EmbeddedJob job, EngineLease engine, Watcher watcher) throws Exception {
    long start = System.nanoTime();
    ProgressLine progress = new ProgressLine(err, installation.terminal(), System::nanoTime);
    try {
      while (!job.await(LOOK)) {
        progress.show(new RunSummary(job.counts(), since(start)), engine.stats().running());
        watcher.look(progress);
      }
    } finally {
      progress.clear();
    }
    return new RunSummary(job.counts(), since(start));
  }

  private void stop(EmbeddedJob job, boolean kept) {
    String what =
        kept ? "what is under way goes on at the next start" : "what was read is finished first";
    err.println();
    err.println("sglang: stopping: " + what + "; Ctrl-C again gives it up");
    job.stop();
  }

  private static EngineLease open(EngineProvider engines) throws Exception {
    try {
      return engines.acquire();
    } catch (SuppressRestartsException e) {
      throw new UserException(e.getCause().getMessage(), e);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
