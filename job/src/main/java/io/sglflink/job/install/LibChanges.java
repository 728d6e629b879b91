package io.sglflink.job.install;

import java.nio.file.Path;
import java.util.List;

/**
 * What a Flink's lib/ needs to have the engine layer.
 *
 * @param stale jars in lib/ that go: other versions of what comes
 * @param missing jars of the layer that come
 */
public record LibChanges(List<Path> stale, List<Path> missing) {

  public LibChanges {
    stale = List.copyOf(stale);
    missing = List.copyOf(missing);
  }

  public boolean isEmpty() {
    return stale.isEmpty() && missing.isEmpty();
  }
}
