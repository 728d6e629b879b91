package io.sglflink.runtime.engine;

import io.sglflink.runtime.EngineStats.TimeSpent;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A stopwatch with four hands, of which one runs: where the engine's thread spends its time. */
final class TimeShares {

  /** What the thread does, as {@link TimeSpent} describes it. */
  enum Share {
    SCHEDULE,
    SAMPLE,
    LAUNCH,
    DEVICE
  }

  private final LongSupplier nanoClock;
  private final Map<Share, Long> spent = new EnumMap<>(Share.class);
  private Share current;
  private long since;

  TimeShares(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** From now on the thread does {@code next}. */
  void enter(Share next) {
    pause();
    current = next;
  }

  /** From now on the thread has nothing to do. */
  void pause() {
    long now = nanoClock.getAsLong();
    if (current != null) {
      spent.merge(current, now - since, Long::sum);
    }
    current = null;
    since = now;
  }

  TimeSpent spent() {
    return new TimeSpent(
        spent(Share.SCHEDULE), spent(Share.SAMPLE), spent(Share.LAUNCH), spent(Share.DEVICE));
  }

  private long spent(Share share) {
    return spent.getOrDefault(share, 0L);
  }
}
