package io.sglflink.job;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.EngineProvider;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.SharedEngines;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Takes shares of the JVM's engine for these options, and ends a JVM that cannot run it any more.
 *
 * <p>A model or an option that is wrong fails the job for good, whatever its restart strategy is;
 * what may pass, such as a file system that does not answer or a device without free memory, does
 * not.
 *
 * @param exit how the JVM ends
 */
public record SharedEngineProvider(EngineOptions options, JvmExit exit) implements EngineProvider {

  public SharedEngineProvider {
    requireNonNull(options, "options is null");
    requireNonNull(exit, "exit is null");
  }

  /** For a JVM that goes on whatever happens. */
  public SharedEngineProvider(EngineOptions options) {
    this(options, JvmExit.NEVER);
  }

  @Override
  public EngineLease acquire() {
    try {
      return SharedEngines.acquire(options);
    } catch (CheckpointException e) {
      if (e.getCause() instanceof IOException) {
        throw e;
      }
      throw new SuppressRestartsException(e);
    } catch (IllegalArgumentException e) {
      throw new SuppressRestartsException(e);
    } catch (RuntimeException e) {
      engineFailed(e);
      throw e;
    }
  }

  @Override
  public void engineFailed(Throwable failure) {
    SharedEngines.verdict(options).ifPresent(exit::end);
  }
}
