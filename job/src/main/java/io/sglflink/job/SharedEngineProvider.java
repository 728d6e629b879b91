package io.sglflink.job;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.EngineProvider;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.SharedEngines;
import io.sglflink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Takes shares of the JVM's engine for these options.
 *
 * <p>A model that cannot be opened fails the job for good, whatever its restart strategy is.
 */
public record SharedEngineProvider(EngineOptions options) implements EngineProvider {

  public SharedEngineProvider {
    requireNonNull(options, "options is null");
  }

  @Override
  public EngineLease acquire() {
    try {
      return SharedEngines.acquire(options);
    } catch (CheckpointException | IllegalArgumentException e) {
      // The next attempt would find the same model and the same options.
      throw new SuppressRestartsException(e);
    }
  }
}
