package io.sglflink.connectors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** A coordinator whose calls are answered when the test says so. */
final class FakeEnumeratorContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {

  /** What readers were told, in order: {@code 1: a} for a split, {@code 1: end} for no more. */
  final List<String> told = new ArrayList<>();

  private final Map<Integer, ReaderInfo> readers = new HashMap<>();
  private final Queue<Runnable> calls = new ArrayDeque<>();

  void register(int subtask) {
    readers.put(subtask, new ReaderInfo(subtask, "here"));
  }

  /** Answers the call that was made first; false when there is none. */
  boolean answer() {
    Runnable call = calls.poll();
    if (call == null) {
      return false;
    }
    call.run();
    return true;
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    calls.add(
        () -> {
          T value = null;
          Throwable failure = null;
          try {
            value = callable.call();
          } catch (Exception e) {
            failure = e;
          }
          handler.accept(value, failure);
        });
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
    throw new UnsupportedOperationException("a bounded topic is looked at once");
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return Map.copyOf(readers);
  }

  @Override
  public void assignSplits(SplitsAssignment<S> splits) {
    splits
        .assignment()
        .forEach(
            (subtask, assigned) ->
                assigned.forEach(split -> told.add(subtask + ": " + split.splitId())));
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    told.add(subtask + ": end");
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    throw new UnsupportedOperationException("no metrics here");
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    throw new UnsupportedOperationException("no events here");
  }

  @Override
  public int currentParallelism() {
    return 2;
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    runnable.run();
  }
}
