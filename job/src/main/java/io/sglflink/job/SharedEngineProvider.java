package io.sglflink.job;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.EngineProvider;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.SharedEngines;

/** Takes shares of the JVM's engine for these options. */
public record SharedEngineProvider(EngineOptions options) implements EngineProvider {

  public SharedEngineProvider {
    requireNonNull(options, "options is null");
  }

  @Override
  public EngineLease acquire() throws Exception {
    return SharedEngines.acquire(options);
  }
}
