package io.sglflink.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.junit.jupiter.api.Test;

/** An enumerator as the connector's: it looks for partitions once, and asks where each ends. */
class EndingEnumeratorTest {

  private final FakeEnumeratorContext<Split> context = new FakeEnumeratorContext<>();

  @Test
  void readersEndThoughNothingNewIsFound() {
    SplitEnumerator<Split, Void> enumerator = enumerator(List::of);
    addReader(enumerator, 0);
    enumerator.start();
    assertThat(context.told).isEmpty();
    assertThat(context.answer()).isTrue();
    assertThat(context.told).containsExactly("0: end");
    addReader(enumerator, 1);
    assertThat(context.told).containsExactly("0: end", "1: end");
  }

  @Test
  void whatIsNewComesBeforeTheEnd() {
    SplitEnumerator<Split, Void> enumerator = enumerator(() -> List.of("a"));
    addReader(enumerator, 0);
    enumerator.start();
    context.answer();
    assertThat(context.told).isEmpty();
    context.answer();
    assertThat(context.told).containsExactly("0: a", "0: end");
    assertThat(context.answer()).isFalse();
  }

  @Test
  void aReaderThatComesBackHasItsSplitsBeforeTheEnd() {
    SplitEnumerator<Split, Void> enumerator = enumerator(() -> List.of("a"));
    enumerator.start();
    context.answer();
    context.answer();
    assertThat(context.told).isEmpty();
    addReader(enumerator, 0);
    assertThat(context.told).containsExactly("0: a", "0: end");
    enumerator.addSplitsBack(List.of(new Split("a")), 0);
    addReader(enumerator, 0);
    assertThat(context.told).containsExactly("0: a", "0: end", "0: a", "0: end");
  }

  @Test
  void aFailedLookEndsNobody() {
    SplitEnumerator<Split, Void> enumerator =
        enumerator(
            () -> {
              throw new IllegalStateException("no broker");
            });
    addReader(enumerator, 0);
    enumerator.start();
    assertThatThrownBy(context::answer).hasMessage("no partitions");
    addReader(enumerator, 1);
    assertThat(context.told).isEmpty();
  }

  private SplitEnumerator<Split, Void> enumerator(Callable<List<String>> partitions) {
    DiscoveryContext<Split> discovery = new DiscoveryContext<>(context);
    return new EndingEnumerator<>(new LookingOnce(discovery, partitions), discovery);
  }

  private void addReader(SplitEnumerator<Split, Void> enumerator, int subtask) {
    context.register(subtask);
    enumerator.addReader(subtask);
  }

  private record Split(String splitId) implements SourceSplit {}

  /** Gives all that it has to whoever is there. */
  private static final class LookingOnce implements SplitEnumerator<Split, Void> {

    private final SplitEnumeratorContext<Split> context;
    private final Callable<List<String>> partitions;
    private final List<Split> pending = new ArrayList<>();

    LookingOnce(SplitEnumeratorContext<Split> context, Callable<List<String>> partitions) {
      this.context = context;
      this.partitions = partitions;
    }

    @Override
    public void start() {
      context.callAsync(
          partitions,
          (found, failure) -> {
            if (failure != null) {
              throw new IllegalStateException("no partitions", failure);
            }
            if (!found.isEmpty()) {
              context.callAsync(() -> found, (splits, none) -> take(splits));
            }
          });
    }

    private void take(List<String> splits) {
      splits.forEach(id -> pending.add(new Split(id)));
      context.registeredReaders().keySet().forEach(this::addReader);
    }

    @Override
    public void addReader(int subtask) {
      if (!pending.isEmpty()) {
        context.assignSplits(new SplitsAssignment<>(Map.of(subtask, List.copyOf(pending))));
        pending.clear();
      }
    }

    @Override
    public void addSplitsBack(List<Split> splits, int subtask) {
      pending.addAll(splits);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public Void snapshotState(long checkpoint) {
      return null;
    }

    @Override
    public void close() {}
  }
}
