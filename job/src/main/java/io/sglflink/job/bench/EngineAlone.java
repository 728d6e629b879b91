package io.sglflink.job.bench;

import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.operators.Prompt;
import io.sglflink.runtime.EngineLease;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs prompts on an engine as a task of the job does, a window at a time, with no job around. */
final class EngineAlone {

  private final EngineLease engine;
  private final int window;

  EngineAlone(EngineLease engine, int window) {
    this.engine = engine;
    this.window = window;
  }

  /**
   * Runs all of them.
   *
   * @return how many completed
   */
  int run(List<Prompt> prompts) throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Interpreter interpreter = new Interpreter(engine.model(), executor);
      Semaphore room = new Semaphore(window);
      AtomicInteger completed = new AtomicInteger();
      ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
      for (Prompt prompt : prompts) {
        room.acquire();
        CompletableFuture<RunResult> unused =
            interpreter
                .start(prompt.program(), prompt.request(), StepJournal.NONE)
                .result()
                .whenComplete(
                    (result, failure) -> {
                      if (failure != null) {
                        broken.add(failure);
                      } else if (result.completed()) {
                        completed.incrementAndGet();
                      }
                      room.release();
                    });
      }
      room.acquire(window);
      if (!broken.isEmpty()) {
        throw new IllegalStateException("the engine is broken", broken.peek());
      }
      return completed.get();
    } finally {
      executor.shutdown();
    }
  }
}
