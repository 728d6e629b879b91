package io.sglflink.runtime.engine;

import io.sglflink.runtime.EngineTuning;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds a turn of the engine's thread that does not end.
 *
 * <p>The engine's thread says when a turn begins and ends; a thread of this object looks at the
 * clock.
 */
final class Watchdog {

  /** The least that a turn among the first is given: they load, profile and compile kernels. */
  private static final long WARM_UP = EngineTuning.DEFAULT_STEP_TIMEOUT.toNanos();

  /** TorchScript profiles a first call and compiles at the second. */
  private static final int WARM_UP_TURNS = 2;

  private static final long SELDOMEST_LOOK = TimeUnit.SECONDS.toNanos(1);

  private final long limit;
  private final LongSupplier nanoClock;
  private final Supplier<StepPlan> step;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Null while the engine's thread has nothing to do. */
  private volatile Turn turn;

  private int ended;

  private record Turn(long began, long limit) {}

  /**
   * @param limit how long a turn may take; zero for ever
   * @param step what the engine's thread computes; null when it computes nothing
   */
  Watchdog(Duration limit, LongSupplier nanoClock, Supplier<StepPlan> step) {
    this.limit = limit.toNanos();
    this.nanoClock = nanoClock;
    this.step = step;
  }

  /** A turn begins, on the engine's thread. */
  void begin() {
    boolean first = ended < WARM_UP_TURNS;
    turn = new Turn(nanoClock.getAsLong(), first ? Math.max(limit, WARM_UP) : limit);
  }

  /** The turn has ended, on the engine's thread. */
  void end() {
    turn = null;
    ended = Math.min(ended + 1, WARM_UP_TURNS);
  }

  /** What is wrong with the turn that is under way; null when nothing is. */
  StepHungException look() {
    Turn now = turn;
    long ran = now == null ? 0 : nanoClock.getAsLong() - now.began();
    if (limit == 0 || now == null || ran <= now.limit()) {
      return null;
    }
    return new StepHungException(
        String.format(
            Locale.ROOT,
            "%s has run for %,d ms and does not end, the limit is %,d ms: what it called cannot be"
                + " stopped, so this JVM has to be replaced by a fresh one; raise --step-timeout if"
                + " such a step may take that long",
            shape(step.get()),
            TimeUnit.NANOSECONDS.toMillis(ran),
            TimeUnit.NANOSECONDS.toMillis(now.limit())));
  }

  private static String shape(StepPlan plan) {
    return plan == null
        ? "the engine's work between two steps"
        : String.format(
            Locale.ROOT,
            "a step of %,d requests and %,d tokens",
            plan.work().size(),
            plan.tokens());
  }

  /** Looks until {@link #stop}, and hands over what it finds; does nothing without a limit. */
  void watch(Consumer<StepHungException> finder) {
    if (limit == 0) {
      return;
    }
    Thread thread = new Thread(() -> run(finder), "sglang-watchdog");
    thread.setDaemon(true);
    thread.setContextClassLoader(Watchdog.class.getClassLoader());
    thread.start();
  }

  private void run(Consumer<StepHungException> finder) {
    long pause = Math.min(SELDOMEST_LOOK, limit / 4 + 1);
    try {
      while (!stopped.await(pause, TimeUnit.NANOSECONDS)) {
        StepHungException hung = look();
        if (hung != null) {
          finder.accept(hung);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopped.countDown();
  }
}
