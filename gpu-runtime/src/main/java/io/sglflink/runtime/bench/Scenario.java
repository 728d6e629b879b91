package io.sglflink.runtime.bench;

import java.util.List;

/**
 * A load that users know: which requests come, and which follow from their outputs.
 *
 * <p>Scenarios are records; their components are the parameters that a report gives.
 */
public interface Scenario {

  /** Its name on the command line. */
  String name();

  /** KV slots with which no request waits for one, also when nothing is shared. */
  long slots();

  /** The requests that it begins with. */
  List<Call> start(Prompts prompts);

  /** Refuses a size that is no load. */
  static void check(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          String.format("%s is %,d: give at least %,d", what, value, least));
    }
  }
}
