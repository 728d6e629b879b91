package io.sglflink.runtime.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a JVM end between two steps of an engine: libtorch frees what it has when the process exits,
 * and a step that runs meanwhile would crash the process.
 *
 * <p>What the engine was asked for is not answered then, neither well nor ill: a job must not take
 * the end of its JVM for a failure of its prompts.
 */
final class QuietExit {

  /** Longer than a step takes, shorter than a supervisor waits before it kills. */
  private static final long LONGEST_SECONDS = 5;

  private final CountDownLatch quiet = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean ending;

  /**
   * @param wake makes the engine's thread come by {@link #pass} when it waits for work
   */
  QuietExit(Runnable wake) {
    this.hook =
        new Thread(
            () -> {
              ending = true;
              wake.run();
              await();
            },
            "sglang-engine-exit");
    // As the engine's thread, it outlives the job whose task opened the engine.
    hook.setContextClassLoader(QuietExit.class.getClassLoader());
  }

  /** From now on the JVM waits for the engine's thread when it ends. */
  void begin() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      ending = true;
    }
  }

  /** The engine computes no more. */
  void end() {
    quiet.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook has been told.
    }
  }

  /** Called by the engine's thread between two turns; does not return when the JVM ends. */
  void pass() throws InterruptedException {
    if (ending) {
      quiet.countDown();
      new CountDownLatch(1).await();
    }
  }

  private void await() {
    try {
      boolean unused = quiet.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
