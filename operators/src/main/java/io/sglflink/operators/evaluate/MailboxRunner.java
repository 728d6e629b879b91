package io.sglflink.operators.evaluate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Runs the runs' code on the task's thread, one mail per task, and wakes that thread when it waits
 * for room.
 *
 * <p>{@link #execute} may be called on any thread, everything else on the task's.
 */
final class MailboxRunner implements Executor {

  /** A checkpoint's mail does not wake the thread; this is how late it can be seen. */
  private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final MailboxExecutor mailbox;
  private final Thread taskThread;
  private final ThrowingRunnable<Exception> afterEach;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /**
   * A runner of the calling thread.
   *
   * @param afterEach runs after each task, in its mail: what it throws fails the Flink task
   */
  MailboxRunner(MailboxExecutor mailbox, ThrowingRunnable<Exception> afterEach) {
    this.mailbox = mailbox;
    this.taskThread = Thread.currentThread();
    this.afterEach = afterEach;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    try {
      mailbox.execute(this::runNext, "advance a run");
    } catch (RejectedExecutionException e) {
      // The mailbox is closed and the task ends: what is left here is run by drain, or is garbage.
      return;
    }
    LockSupport.unpark(taskThread);
  }

  /** Waits for a task, not much longer than a checkpoint may wait. */
  void park() throws InterruptedException {
    LockSupport.parkNanos(this, LONGEST_PARK_NANOS);
    if (Thread.interrupted()) {
      throw new InterruptedException("the task was cancelled while it waited for room");
    }
  }

  /** Runs what is left, for a mailbox that is closed. */
  void drain() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void runNext() throws Exception {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
      afterEach.run();
    }
  }
}
