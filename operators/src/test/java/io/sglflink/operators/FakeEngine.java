package io.sglflink.operators;

import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.LanguageModel;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.EngineStats;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine around a {@link FakeLanguageModel}. Its provider can be serialized: it finds the engine
 * again in this JVM.
 */
public final class FakeEngine {

  private static final Map<String, FakeEngine> ENGINES = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final FakeLanguageModel model = new FakeLanguageModel();
  private final AtomicInteger leases = new AtomicInteger();

  public FakeEngine() {
    ENGINES.put(name, this);
  }

  public FakeLanguageModel model() {
    return model;
  }

  /** Leases that were acquired and not closed. */
  public int openLeases() {
    return leases.get();
  }

  public EngineProvider provider() {
    String key = name;
    return () -> ENGINES.get(key).lease();
  }

  private EngineLease lease() {
    leases.incrementAndGet();
    return new EngineLease() {
      @Override
      public LanguageModel model() {
        return model;
      }

      @Override
      public CompletableFuture<Integer> flushCache() {
        return CompletableFuture.completedFuture(0);
      }

      @Override
      public EngineStats stats() {
        return EngineStats.NOTHING;
      }

      @Override
      public void close() {
        leases.decrementAndGet();
      }
    };
  }
}
