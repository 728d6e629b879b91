package io.sglflink.runtime.engine;

import io.sglflink.runtime.kv.KvPool;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gives running sequences the slots that they need beyond those of their admission, and retracts
 * others when the pool has no more.
 */
final class Growth {

  /** Slots that a sequence gets at a time. */
  static final int BLOCK = 32;

  /** Retractions after which a sequence is spared while there is another. */
  private static final int SPARED_AFTER = 3;

  private final KvPool pool;
  private final RunningOrder running;

  Growth(KvPool pool, RunningOrder running) {
    this.pool = pool;
    this.running = running;
  }

  /** Whether every sequence can have the slots that its next rows need. */
  boolean hasRoom() {
    int wanted = running.list().stream().mapToInt(Sequence::wantedSlots).sum();
    return wanted <= pool.availableSlots();
  }

  /** Slots that running sequences will want soon; admission leaves them. */
  int soon() {
    int slots = 0;
    for (Sequence sequence : running.list()) {
      boolean nearlyFull = sequence.kv().capacity() - sequence.planned() < BLOCK;
      slots += nearlyFull ? Math.min(BLOCK, sequence.missingSlots()) : 0;
    }
    return slots;
  }

  /**
   * Sees to it that every sequence has slots for all its tokens.
   *
   * @param retracted takes the sequences that have to be retracted for it
   * @return how many these are
   */
  int grow(Consumer<Sequence> retracted) {
    List<Sequence> wanting = wanting();
    int share = pool.availableSlots() / Math.max(1, wanting.size());
    int block = Math.max(1, Math.min(BLOCK, share));
    int count = 0;
    for (Sequence sequence : wanting) {
      while (sequence.isRunning() && !sequence.grow(pool, block)) {
        retracted.accept(retractCheapest());
        count++;
      }
    }
    return count;
  }

  private List<Sequence> wanting() {
    return running.list().stream().filter(sequence -> sequence.wantedSlots() > 0).toList();
  }

  /**
   * Retracts the sequence of which least would have to be computed again, the youngest of equals.
   * Of those that are spared the youngest goes, so the oldest always comes to its end.
   */
  private Sequence retractCheapest() {
    if (running.size() == 1) {
      throw new IllegalStateException("the pool has no room for one sequence alone");
    }
    Map<Sequence, Integer> cost = running.heldAlone();
    Comparator<Sequence> order =
        Comparator.comparing(Growth::isSpared)
            .thenComparing(sequence -> isSpared(sequence) ? 0 : cost.get(sequence))
            .thenComparing(Comparator.comparingLong(Sequence::ticket).reversed());
    Sequence cheapest = running.list().stream().min(order).orElseThrow();
    running.remove(cheapest);
    cheapest.retract(pool);
    return cheapest;
  }

  private static boolean isSpared(Sequence sequence) {
    return sequence.retractions() >= SPARED_AFTER;
  }
}
