package io.sglflink.connectors;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of dead letters.
 *
 * @param replayed records written, by failure code
 * @param passedOver letters of other codes
 * @param failed letters whose record is nowhere whole: where each is, and why
 */
public record ReplayReport(
    SortedMap<String, Integer> replayed, int passedOver, List<String> failed) {

  public ReplayReport {
    replayed = Collections.unmodifiableSortedMap(new TreeMap<>(replayed));
    failed = List.copyOf(failed);
  }
}
