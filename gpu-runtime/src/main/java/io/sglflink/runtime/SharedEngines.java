package io.sglflink.runtime;

import io.sglflink.model.LanguageModel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One engine per device and JVM: whoever asks with the same options shares it, and it closes with
 * its last lease.
 *
 * <p>Thread-safe. The one static state of the project: a native library and a device's memory
 * belong to the process, and so does what counts their users.
 */
public final class SharedEngines {

  private static final Map<EngineOptions, Shared> ENGINES = new HashMap<>();

  private SharedEngines() {}

  /**
   * Leases the engine of {@code options}; the first lease opens it, which takes as long as reading
   * the weights does.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the model directory is unusable
   * @throws IllegalArgumentException when an option does not fit the model or the machine
   */
  public static EngineLease acquire(EngineOptions options) {
    synchronized (ENGINES) {
      Shared shared = ENGINES.get(options);
      // A broken engine is left to those that still hold it.
      if (shared == null || shared.engine.isBroken()) {
        shared = new Shared(EngineFactory.open(options));
        ENGINES.put(options, shared);
      }
      shared.leases++;
      return new Lease(options, shared);
    }
  }

  private static final class Shared {
    private final Engine engine;
    private int leases;

    Shared(Engine engine) {
      this.engine = engine;
    }
  }

  private static final class Lease implements EngineLease {
    private final EngineOptions options;
    private final Shared shared;
    private boolean closed;

    Lease(EngineOptions options, Shared shared) {
      this.options = options;
      this.shared = shared;
    }

    @Override
    public LanguageModel model() {
      return shared.engine;
    }

    @Override
    public EngineStats stats() {
      return shared.engine.stats();
    }

    @Override
    public CompletableFuture<Integer> flushCache() {
      return shared.engine.flushCache();
    }

    @Override
    public void close() {
      synchronized (ENGINES) {
        if (closed) {
          return;
        }
        closed = true;
        if (--shared.leases == 0) {
          ENGINES.remove(options, shared);
          shared.engine.close();
        }
      }
    }
  }
}
