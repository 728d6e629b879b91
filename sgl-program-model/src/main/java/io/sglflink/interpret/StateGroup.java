package io.sglflink.interpret;

import java.util.List;

/**
 * The states that one node made.
 *
 * @param forked whether a fork made them; else it is the one of a copy or a call
 * @param strands in their order
 */
record StateGroup(boolean forked, List<Strand> strands) {

  StateGroup {
    strands = List.copyOf(strands);
  }

  /**
   * Sees that strands have nothing left to do.
   *
   * @throws Waiting when some have
   * @throws StrandFailed when the first of them that failed did
   */
  static void await(List<Strand> strands) {
    List<Strand> busy = strands.stream().filter(strand -> !strand.idle()).toList();
    if (!busy.isEmpty()) {
      throw new Waiting(busy);
    }
    strands.forEach(strand -> strand.history().see());
    for (Strand strand : strands) {
      if (strand.failure() != null) {
        throw new StrandFailed(strand.failure());
      }
    }
  }
}
