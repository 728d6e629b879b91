package io.sglflink.operators.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The records of one task that wait for their programs, oldest first. Not thread-safe. */
final class WaitingRecords {

  /** Records that may wait before the task takes no more. */
  static final int MOST = 1_024;

  /** Bytes of records that may wait before the task takes no more. */
  static final long MOST_BYTES = 64L << 20;

  private final List<WaitingRecord> records = new ArrayList<>();
  private final Map<String, Integer> sessions = new HashMap<>();
  private long bytes;

  void add(WaitingRecord record) {
    records.add(record);
    bytes += record.bytes();
    if (record.session() != null) {
      sessions.merge(record.session(), 1, Integer::sum);
    }
  }

  /** Whether a turn of a session waits. */
  boolean hasTurn(String session) {
    return sessions.containsKey(session);
  }

  /** Takes out those that {@code which} accepts. */
  List<WaitingRecord> take(Predicate<WaitingRecord> which) {
    List<WaitingRecord> taken = new ArrayList<>();
    List<WaitingRecord> kept = new ArrayList<>();
    for (WaitingRecord record : records) {
      (which.test(record) ? taken : kept).add(record);
    }
    records.clear();
    records.addAll(kept);
    taken.forEach(this::forget);
    return taken;
  }

  private void forget(WaitingRecord record) {
    bytes -= record.bytes();
    if (record.session() != null) {
      sessions.computeIfPresent(
          record.session(), (session, turns) -> turns == 1 ? null : turns - 1);
    }
  }

  List<WaitingRecord> all() {
    return List.copyOf(records);
  }

  int size() {
    return records.size();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** Whether more may wait, without back pressure. */
  boolean hasRoom() {
    return records.size() < MOST && bytes < MOST_BYTES;
  }

  /** Whether not one more fits, not even to let a checkpoint through. */
  boolean full() {
    return records.size() >= 2 * MOST || bytes >= 2 * MOST_BYTES;
  }
}
