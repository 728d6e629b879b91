package io.sglflink.runtime.api;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.RunLimits;
import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.SamplingValidator;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a run goes about its program. Immutable; the {@code with} methods make others.
 *
 * @param sampling the run's sampling parameters, which a gen inherits where it sets none itself;
 *     what is unset is as in {@link SamplingParams#DEFAULTS}
 * @param seed source of the run's random numbers; null takes the runtime's next one
 * @param serving priority and cache of the run's requests
 * @param limits what the run may use
 */
public record SglOptions(SamplingOverrides sampling, Long seed, Serving serving, RunLimits limits) {

  /** SGLang's sampling, the runtime's seeds, and the usual limits. */
  public static final SglOptions DEFAULTS =
      new SglOptions(SamplingOverrides.NONE, null, Serving.DEFAULT, RunLimits.DEFAULT);

  /**
   * @throws IllegalArgumentException when a sampling parameter is out of its range
   */
  public SglOptions {
    requireNonNull(sampling, "sampling is null");
    requireNonNull(serving, "serving is null");
    requireNonNull(limits, "limits is null");
    List<Problem> problems =
        SamplingValidator.validate(sampling.over(SamplingParams.DEFAULTS), "/sampling");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0).message());
    }
  }

  /**
   * With the sampling parameters that {@code changes} sets, and no others: {@code withSampling(set
   * -> set.maxTokens(64).temperature(0.0))}.
   */
  public SglOptions withSampling(Consumer<SamplingBuilder> changes) {
    SamplingBuilder builder = new SamplingBuilder();
    changes.accept(builder);
    return new SglOptions(builder.build(), seed, serving, limits);
  }

  /**
   * With this seed: the same program, arguments and seed draw the same tokens again. The items of a
   * batch get seeds of their own, made from it and the item's index.
   */
  public SglOptions withSeed(long value) {
    return new SglOptions(sampling, value, serving, limits);
  }

  /** With this priority and cache. */
  public SglOptions withServing(Serving value) {
    return new SglOptions(sampling, seed, value, limits);
  }

  /** With these limits, the time limit among them. */
  public SglOptions withLimits(RunLimits value) {
    return new SglOptions(sampling, seed, serving, value);
  }

  /**
   * With this much time for the whole run, from its start; one that takes longer ends with {@link
   * io.sglflink.model.FailureCode#BUDGET_EXCEEDED} and what it has so far.
   *
   * @param timeout at least a millisecond
   */
  public SglOptions withTimeout(Duration timeout) {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("the timeout is " + timeout + ": give 1 ms or more");
    }
    return withLimits(
        new RunLimits(
            limits.steps(),
            limits.tokens(),
            limits.iterations(),
            limits.states(),
            limits.textLength(),
            timeout.toMillis()));
  }
}
