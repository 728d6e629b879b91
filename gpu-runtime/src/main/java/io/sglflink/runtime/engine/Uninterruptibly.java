package io.sglflink.runtime.engine;

/** Waits to the end, also when interrupted: native memory must not go while a thread uses it. */
public final class Uninterruptibly {

  private Uninterruptibly() {}

  /** A wait that may be interrupted. */
  @FunctionalInterface
  public interface Wait {
    void run() throws InterruptedException;
  }

  /** Runs {@code wait} until it returns; an interruption is kept for the caller. */
  public static void await(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.run();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
