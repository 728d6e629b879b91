package io.sglflink.job;

import io.sglflink.runtime.engine.Uninterruptibly;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a TaskManager's JVM, so that its supervisor starts a fresh one.
 *
 * <p>It halts: shutdown hooks would wait for threads that hang in the device's driver. Before that
 * the log is written and the task's failure reaches the JobManager, for which it waits a moment.
 */
record HaltingExit() implements JvmExit {

  /** Exit status of the JVM, EX_SOFTWARE of sysexits.h; Flink's own are 1, 2, 3 and 239. */
  static final int STATUS = 70;

  private static final Duration DELAY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(HaltingExit.class);

  @Override
  public void end(String reason) {
    LOG.error(
        "This JVM cannot run the engine any more: {}. It ends now with exit status {}; its jobs go"
            + " on from their last checkpoints once a fresh TaskManager has taken its place, which"
            + " systemd or Kubernetes must start",
        reason,
        STATUS);
    Thread thread = new Thread(HaltingExit::halt, "sglang-exit");
    thread.setDaemon(true);
    thread.start();
  }

  private static void halt() {
    Uninterruptibly.await(() -> Thread.sleep(DELAY.toMillis()));
    Runtime.getRuntime().halt(STATUS);
  }
}
