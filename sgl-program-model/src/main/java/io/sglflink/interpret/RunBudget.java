package io.sglflink.interpret;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Serving;
import java.util.function.LongSupplier;

/**
 * What a run may still use up, all its strands together: a program that is short and valid may yet
 * ask for too much.
 */
final class RunBudget {

  /** Characters and items that a run looks at or makes: a second or so. */
  static final long MAX_WORK = 1L << 28;

  private final RunLimits limits;
  private final LongSupplier clock;
  private final long mostWork;
  private final long start;
  private boolean spent;
  private long steps;
  private long tokens;
  private long iterations;
  private long states;
  private long work;
  private long repeated;

  /**
   * @param clock nanoseconds
   */
  RunBudget(RunLimits limits, LongSupplier clock) {
    this(limits, clock, MAX_WORK);
  }

  /**
   * @param mostWork characters and items, in place of {@link #MAX_WORK}
   */
  RunBudget(RunLimits limits, LongSupplier clock, long mostWork) {
    this.limits = limits;
    this.clock = clock;
    this.mostWork = mostWork;
    this.start = clock.getAsLong();
  }

  /**
   * Whether a use went over what the strands share: then no strand can go on for long, and the run
   * ends.
   */
  boolean isSpent() {
    return spent;
  }

  /**
   * Takes a step that is about to begin.
   *
   * @throws RequestFailedException when there is none left
   */
  void step() {
    time();
    steps++;
    require("steps", steps, limits.steps(), "ask the model less often");
  }

  /**
   * Takes the tokens of a finished step.
   *
   * @throws RequestFailedException when they are more than there were left
   */
  void tokens(StepReport step) {
    tokens += (long) step.promptTokens() + step.completionTokens();
    require("tokens", tokens, limits.tokens(), "take shorter prompts or fewer steps");
  }

  /**
   * Takes an iteration of a loop that is about to begin.
   *
   * @throws RequestFailedException when there is none left
   */
  void iteration() {
    time();
    iterations++;
    require("iterations of loops", iterations, limits.iterations(), "loop less often");
  }

  /**
   * Takes states that are about to be made.
   *
   * @throws RequestFailedException when there are not as many left
   */
  void states(int count) {
    time();
    states += count;
    require("states", states, limits.states(), "fork, copy and call less often");
  }

  /**
   * Checks the length of one state's text.
   *
   * @throws RequestFailedException when it is too long
   */
  void textLength(long length) {
    ValueBudget.require("characters of a state's text", length, limits.textLength(), "append less");
  }

  /**
   * Takes what a node looks at or makes.
   *
   * @throws RequestFailedException when it is more than the run has left
   */
  void work(long count) {
    work = Math.min(count, Long.MAX_VALUE - work) + work;
    require("work of expressions", work, mostWork, "compute with shorter values, or fewer times");
  }

  /** What {@link #work} took so far. */
  long worked() {
    return work;
  }

  /**
   * Gives back what was taken since {@link #worked} was {@code before}, as it will be taken again.
   *
   * @throws RequestFailedException when too much was done again and again
   */
  void giveBack(long before) {
    repeated += work - before;
    work = before;
    require(
        "repeated work of expressions", repeated, mostWork, "compute before other states are read");
  }

  /** The same service within the run's time. */
  Serving capped(Serving serving) {
    if (limits.wallMillis() == 0) {
      return serving;
    }
    long left = Math.max(1, limits.wallMillis() - elapsedMillis());
    boolean sooner = serving.timeoutMillis() > 0 && serving.timeoutMillis() <= left;
    return sooner
        ? serving
        : new Serving(serving.program(), serving.cacheSalt(), serving.priority(), left);
  }

  /**
   * A request ran into the end of the run's time.
   *
   * @throws RequestFailedException always
   */
  void timeIsUp() {
    requireTime(Math.max(elapsedMillis(), limits.wallMillis() + 1));
  }

  private void time() {
    if (limits.wallMillis() > 0) {
      requireTime(elapsedMillis());
    }
  }

  private void requireTime(long millis) {
    require("milliseconds of wall time", millis, limits.wallMillis(), "do less, or allow more");
  }

  private long elapsedMillis() {
    return NANOSECONDS.toMillis(clock.getAsLong() - start);
  }

  private void require(String thing, long used, long limit, String wayOut) {
    spent |= used > limit;
    ValueBudget.require(thing + " of the run", used, limit, wayOut);
  }
}
