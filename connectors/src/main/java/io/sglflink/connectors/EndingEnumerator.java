package io.sglflink.connectors;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;

/** Tells each reader that no splits follow, those too that come when discovery is over. */
final class EndingEnumerator<S extends SourceSplit, C> implements SplitEnumerator<S, C> {

  private final SplitEnumerator<S, C> enumerator;
  private final DiscoveryContext<S> discovery;

  /**
   * @param enumerator has {@code discovery} for its context
   */
  EndingEnumerator(SplitEnumerator<S, C> enumerator, DiscoveryContext<S> discovery) {
    this.enumerator = enumerator;
    this.discovery = discovery;
  }

  @Override
  public void start() {
    enumerator.start();
  }

  @Override
  public void addReader(int subtaskId) {
    enumerator.addReader(subtaskId);
    if (discovery.isOver()) {
      discovery.signalNoMoreSplits(subtaskId);
    }
  }

  @Override
  public void handleSplitRequest(int subtaskId, String requesterHostname) {
    enumerator.handleSplitRequest(subtaskId, requesterHostname);
  }

  @Override
  public void addSplitsBack(List<S> splits, int subtaskId) {
    enumerator.addSplitsBack(splits, subtaskId);
  }

  @Override
  public void handleSourceEvent(int subtaskId, SourceEvent event) {
    enumerator.handleSourceEvent(subtaskId, event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    enumerator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public C snapshotState(long checkpointId) throws Exception {
    return enumerator.snapshotState(checkpointId);
  }

  @Override
  public void close() throws IOException {
    enumerator.close();
  }
}
