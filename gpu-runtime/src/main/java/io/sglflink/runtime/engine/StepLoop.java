package io.sglflink.runtime.engine;

import io.sglflink.runtime.EngineStats;
import io.sglflink.runtime.engine.TimeShares.Share;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.kv.KvPool;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepModel;
import io.sglflink.runtime.step.StepOutput;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * An engine's turns: plan a step, launch it, take an answer.
 *
 * <p>Where the model computes beside this thread, a turn launches its step before it takes the
 * answer to the one before, so the device always has work. Rows then use tokens that only the
 * device knows, and a sequence that turns out to have ended has had a row too many. Where draws are
 * constrained, the answer is taken and masks are made while the device computes what comes before
 * the draws.
 */
final class StepLoop {

  private final StepModel model;
  private final Limits limits;
  private final LongSupplier nanoClock;
  private final Scheduler scheduler;
  private final TimeShares time;
  private LaunchedStep unanswered;

  /** For others to read while this thread is in a native call. */
  private volatile StepPlan computing;

  private long steps;

  StepLoop(StepModel model, Limits limits, LongSupplier nanoClock) {
    this.model = model;
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.time = new TimeShares(nanoClock);
    KvPool pool = new KvPool(model.slots(), limits.reuse(), limits.eviction());
    this.scheduler = new Scheduler(pool, limits, model.shortLength(), model.jumpCost());
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** Whether a turn would do nothing. */
  boolean isIdle() {
    return scheduler.isIdle() && unanswered == null;
  }

  /** The step that is launched or waited for, on any thread; null when there is none. */
  StepPlan computing() {
    return computing;
  }

  void turn() {
    scheduler.expire(nanoClock.getAsLong());
    if (unanswered != null && scheduler.needsAnswer()) {
      drain();
    }
    StepPlan plan = scheduler.plan(nanoClock.getAsLong());
    LaunchedStep launched = plan.isEmpty() ? null : launch(plan);
    drain();
    unanswered = launched;
    if (!model.overlaps()) {
      drain();
    }
  }

  /** Takes the answer that is missing, if any. */
  void drain() {
    if (unanswered != null) {
      time.enter(Share.DEVICE);
      computing = unanswered.plan();
      StepOutput output = model.await();
      computing = null;
      time.enter(Share.SAMPLE);
      scheduler.answer(unanswered, output);
      time.enter(Share.SCHEDULE);
      scheduler.settle(unanswered, nanoClock.getAsLong());
      unanswered = null;
    }
  }

  private LaunchedStep launch(StepPlan plan) {
    StepBuilder builder = new StepBuilder(plan, model, limits);
    time.enter(Share.SAMPLE);
    StepInput.Draws draws = builder.draws();
    time.enter(Share.SCHEDULE);
    StepInput input = builder.build(draws);
    List<Sequence> drawOrder = builder.drawOrder();
    for (int i = 0; i < drawOrder.size(); i++) {
      drawOrder.get(i).drawing(i);
    }
    time.enter(Share.LAUNCH);
    computing = plan;
    model.launch(input, () -> masks(plan, builder));
    computing = null;
    steps++;
    time.enter(Share.SCHEDULE);
    return new LaunchedStep(plan, drawOrder, builder.scoreOrder());
  }

  /** Masks depend on the answer that is missing, which the device has by now, or soon. */
  private StepInput.Masks masks(StepPlan plan, StepBuilder builder) {
    drain();
    computing = plan;
    time.enter(Share.SAMPLE);
    StepInput.Masks masks = builder.masks();
    time.enter(Share.LAUNCH);
    return masks;
  }

  /** Time counts from now on. */
  void resume() {
    time.enter(Share.SCHEDULE);
  }

  /** Time does not count until {@link #resume}. */
  void pause() {
    time.pause();
  }

  EngineStats stats() {
    Scheduler.Counters done = scheduler.counters();
    return new EngineStats(
        scheduler.running().size(),
        scheduler.waiting().size(),
        done.promptTokens,
        done.cachedTokens,
        done.prefilledTokens,
        done.generatedTokens,
        done.forcedTokens,
        steps,
        done.retractions,
        model.slots(),
        scheduler.pool().freeSlots(),
        time.spent());
  }
}
