package io.sglflink.runtime.engine;

import io.sglflink.runtime.kv.KvPool;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sequences that wait for admission, and whose turn it is.
 *
 * <p>A higher priority comes first. Within one it goes depth first through the tree of the waiting
 * tokens, so that what begins alike is admitted together and a prefix is computed while somebody
 * still has use for it. Among siblings the oldest subtree comes first: any order of them computes
 * the same tokens, and this one passes over the oldest request least. All that is asked of it takes
 * time in the length of one request, whatever the number of those that wait.
 *
 * <p>No request is passed over without end, not even for higher priorities: {@link #bound}.
 */
final class WaitingRequests {

  private final KvPool pool;
  private final int patience;
  private final TreeMap<Integer, WaitingNode> levels = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Long, WaitingNode> places = new TreeMap<>();
  private long issued;
  private int peak;

  /**
   * @param patience how often a request may be passed over, beside twice the most that waited
   */
  WaitingRequests(KvPool pool, int patience) {
    this.pool = pool;
    this.patience = patience;
  }

  int size() {
    return places.size();
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** All of them, the oldest first. */
  List<Sequence> list() {
    return places.entrySet().stream().map(WaitingRequests::sequence).toList();
  }

  /** Adds a sequence; one that has waited before keeps its ticket. */
  void add(Sequence sequence) {
    if (sequence.ticket() == Sequence.NO_TICKET) {
      sequence.setTicket(issued++);
    }
    int priority = sequence.request().serving().priority();
    WaitingNode root = levels.computeIfAbsent(priority, level -> WaitingNode.root());
    // Without a cache there is nothing to share, so all are at one node, in the order of tickets.
    int length = pool.reuses() ? sequence.length() : 0;
    WaitingNode node =
        root.named(sequence.namespace()).place(sequence.tokens(), length, sequence.cached(pool));
    node.add(sequence);
    places.put(sequence.ticket(), node);
    peak = Math.max(peak, places.size());
  }

  /** Takes a sequence out, if it waits. */
  void remove(Sequence sequence) {
    WaitingNode node = places.remove(sequence.ticket());
    if (node == null) {
      return;
    }
    node.remove(sequence.ticket());
    int priority = sequence.request().serving().priority();
    if (levels.get(priority).waiting() == 0) {
      levels.remove(priority);
    }
    if (places.isEmpty()) {
      peak = 0;
    }
  }

  /** The sequence whose turn it is; it stays until it is removed. Somebody must be waiting. */
  Sequence next() {
    return passed() < bound()
        ? levels.firstEntry().getValue().first()
        : sequence(places.firstEntry());
  }

  /**
   * How many younger requests have gone before the oldest; nobody else has let more pass. One that
   * has run in between counts those of that time too.
   */
  long passed() {
    long younger = issued - 1 - places.firstKey();
    return younger - (places.size() - 1);
  }

  /**
   * How often a request may be passed over. Twice the most that waited at one time since nobody
   * did: so all who are known from the start come in depth-first order, while a steady stream of
   * others delays nobody for longer than a few times what waits.
   */
  long bound() {
    return patience + 2L * peak;
  }

  private static Sequence sequence(Map.Entry<Long, WaitingNode> place) {
    return place.getValue().get(place.getKey());
  }
}
