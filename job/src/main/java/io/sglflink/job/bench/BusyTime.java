package io.sglflink.job.bench;

import io.sglflink.runtime.EngineLease;
import java.util.concurrent.locks.LockSupport;

/**
 * The time from an engine's first generated token to its last, as a thread sees it that looks every
 * two milliseconds. Starting a cluster and committing the last results are not in it.
 */
final class BusyTime implements AutoCloseable {

  private static final long LOOK_NANOS = 2_000_000;

  private final EngineLease engine;
  private final long before;
  private final Thread thread = new Thread(this::watch, "bench-busy-time");
  private volatile boolean closed;
  private volatile long first;
  private volatile long last;

  private BusyTime(EngineLease engine) {
    this.engine = engine;
    this.before = engine.stats().generatedTokens();
  }

  /** Begins to look. */
  static BusyTime of(EngineLease engine) {
    BusyTime time = new BusyTime(engine);
    time.thread.setDaemon(true);
    time.thread.start();
    return time;
  }

  /** Nanoseconds; to be asked for when the work is over, and then once. */
  long stop() {
    close();
    return last - first;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    long seen = before;
    boolean over;
    do {
      over = closed;
      long generated = engine.stats().generatedTokens();
      if (generated != seen) {
        last = System.nanoTime();
        first = seen == before ? last : first;
        seen = generated;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    } while (!over);
  }
}
