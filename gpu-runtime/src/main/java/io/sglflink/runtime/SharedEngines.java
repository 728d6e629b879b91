package io.sglflink.runtime;

import io.sglflink.model.LanguageModel;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.engine.EngineFailedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One engine per device and JVM: whoever asks with the same options shares it, and it closes with
 * its last lease.
 *
 * <p>Thread-safe. The one static state of the project: a native library and a device's memory
 * belong to the process, and so does what counts their users and their failures.
 */
public final class SharedEngines {

  private static final Map<EngineOptions, Shared> ENGINES = new HashMap<>();
  private static final FailureBook FAILURES = new FailureBook();

  private SharedEngines() {}

  /**
   * Leases the engine of {@code options}; the first lease opens it, which takes as long as reading
   * the weights does.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the model directory is unusable
   * @throws IllegalArgumentException when an option does not fit the model or the machine
   * @throws IllegalStateException when an earlier engine's failure has lost the device to this JVM
   */
  public static EngineLease acquire(EngineOptions options) {
    synchronized (ENGINES) {
      ENGINES.values().forEach(Shared::book);
      Shared shared = ENGINES.get(options);
      // A broken engine is left to those that still hold it.
      if (shared == null || shared.engine.failure() != null) {
        FAILURES.requireDevice(options);
        shared = new Shared(options, open(options));
        ENGINES.put(options, shared);
      }
      shared.leases++;
      return new Lease(shared);
    }
  }

  /**
   * Why this JVM should end after an engine of {@code options} failed or was not opened: its device
   * is lost, or too many failed in a row. Told once, to the first who asks; empty while another
   * engine may work, and where {@link #acquire} refused an option or a checkpoint.
   */
  public static Optional<String> verdict(EngineOptions options) {
    synchronized (ENGINES) {
      ENGINES.values().forEach(Shared::book);
      return FAILURES.verdict(options);
    }
  }

  private static Engine open(EngineOptions options) {
    try {
      return EngineFactory.open(options);
    } catch (CheckpointException | IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      FAILURES.failed(options, e, false);
      throw e;
    }
  }

  private static final class Shared {
    private final EngineOptions options;
    private final Engine engine;
    private int leases;
    private boolean booked;

    Shared(EngineOptions options, Engine engine) {
      this.options = options;
      this.engine = engine;
    }

    /** Its failure counts once, however many tasks it hits. */
    void book() {
      EngineFailedException failure = engine.failure();
      if (failure != null && !booked) {
        booked = true;
        FAILURES.failed(options, failure, engine.hasAnswered());
      }
    }

    void close() {
      engine.close();
      book();
      if (!booked && engine.hasAnswered()) {
        FAILURES.worked(options);
      }
    }
  }

  private static final class Lease implements EngineLease {
    private final Shared shared;
    private boolean closed;

    Lease(Shared shared) {
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
          ENGINES.remove(shared.options, shared);
          shared.close();
        }
      }
    }
  }
}
