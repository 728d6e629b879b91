package io.sglflink.runtime.api;

import io.sglflink.interpret.ProgramRun;
import io.sglflink.interpret.RunResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;

/**
 * The runs of a batch, a window of them at a time; states come in the order of the items.
 *
 * <p>Belongs to the thread that waits for it. Runs start while it waits, and nothing else does.
 */
final class Batch implements Iterator<SglState>, AutoCloseable {

  private final String program;
  private final int size;
  private final int window;
  private final IntFunction<ProgramRun> starter;
  private final BatchOptions.Progress progress;
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final Map<Integer, ProgramRun> running = new HashMap<>();

  /** Of runs that have ended and were not taken. */
  private final Map<Integer, SglState> states = new HashMap<>();

  private int started;
  private int done;
  private int taken;

  private record Ended(int index, RunResult result, Throwable error) {}

  /**
   * @param starter starts the run of an item
   */
  Batch(String program, int size, BatchOptions options, IntFunction<ProgramRun> starter) {
    this.program = program;
    this.size = size;
    this.window = options.window(size);
    this.starter = starter;
    this.progress = options.progress();
  }

  /** All states, in the order of the items, however the runs end. */
  List<SglState> all() {
    List<SglState> all = new ArrayList<>(size);
    try {
      while (done < size) {
        start(done + window);
        await();
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    for (int i = 0; i < size; i++) {
      all.add(states.get(i));
    }
    return all;
  }

  @Override
  public boolean hasNext() {
    return taken < size;
  }

  /** The next item's state. At most a window of runs are under way or not yet taken. */
  @Override
  public SglState next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      start(taken + window);
      while (!states.containsKey(taken)) {
        await();
      }
      // So that the model has work while the caller looks at this one.
      start(taken + 1 + window);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    return states.remove(taken++);
  }

  /** Starts the runs before the {@code end}-th that were not started. */
  private void start(int end) {
    while (started < Math.min(end, size)) {
      int index = started++;
      ProgramRun run = starter.apply(index);
      running.put(index, run);
      CompletableFuture<RunResult> unused =
          run.result().whenComplete((result, error) -> ended.add(new Ended(index, result, error)));
    }
  }

  /** Waits for the end of any run. */
  private void await() {
    Ended run;
    try {
      run = ended.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SglException("interrupted while waiting; what was under way is cancelled", e);
    }
    running.remove(run.index);
    if (run.error != null) {
      throw SglRun.broken(run.error);
    }
    states.put(run.index, new SglState(program, run.result));
    progress.ended(++done, size);
  }

  /** Cancels the runs that are under way and starts no others. */
  @Override
  public void close() {
    taken = size;
    started = size;
    running.values().forEach(ProgramRun::cancel);
  }
}
