package io.sglflink.model;

import static java.util.Objects.requireNonNull;

/**
 * Names one request of one run.
 *
 * @param run the run's id, as the prompt record gives it
 * @param step the step's path within the run, unique in it, for example {@code /body/3} or {@code
 *     /body/0[2]/body/1}
 */
public record RequestId(String run, String step) {

  public RequestId {
    requireNonNull(run, "run is null");
    requireNonNull(step, "step is null");
  }

  @Override
  public String toString() {
    return run + "#" + step;
  }
}
