package io.sglflink.operators;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.RunLimits;
import io.sglflink.model.SamplingParams;
import java.io.Serializable;

/**
 * What the job gives every run.
 *
 * @param sampling what a gen step inherits where neither it nor its prompt record sets a parameter
 * @param limits what a run may use; a record may ask for less
 */
public record RunDefaults(SamplingParams sampling, RunLimits limits) implements Serializable {

  /** The usual sampling within the usual limits. */
  public static final RunDefaults DEFAULT =
      new RunDefaults(SamplingParams.DEFAULTS, RunLimits.DEFAULT);

  public RunDefaults {
    requireNonNull(sampling, "sampling is null");
    requireNonNull(limits, "limits is null");
  }
}
