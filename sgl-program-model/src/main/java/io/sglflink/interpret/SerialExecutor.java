package io.sglflink.interpret;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the tasks of one run in order and never two at a time, on any executor. A task that is
 * submitted by a running task follows it without nesting, even on an executor that runs tasks in
 * the caller.
 */
final class SerialExecutor implements Executor {

  private final Executor executor;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  /**
   * Appends a task, which must not throw.
   *
   * @throws java.util.concurrent.RejectedExecutionException when the executor takes no more tasks
   */
  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    do {
      tasks.remove().run();
    } while (waiting.decrementAndGet() > 0);
  }
}
