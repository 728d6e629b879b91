package io.sglflink.interpret;

import java.util.List;

/**
 * Ends the evaluation of a node that needs what other strands have not done yet. The node is
 * evaluated again when they are idle; until it threw this, it must not have changed anything but
 * the run's work.
 */
final class Waiting extends RuntimeException {

  private final transient List<Strand> strands;

  /**
   * @param strands those that are waited for, at least one, none of them idle
   */
  Waiting(List<Strand> strands) {
    super(null, null, false, false);
    this.strands = List.copyOf(strands);
  }

  List<Strand> strands() {
    return strands;
  }
}
