package io.sglflink.runtime;

import io.sglflink.model.LanguageModel;
import java.util.concurrent.CompletableFuture;

/**
 * A slot's share of an engine. The engine closes with its last lease.
 *
 * <p>Thread-safe.
 */
public interface EngineLease extends AutoCloseable {

  LanguageModel model();

  EngineStats stats();

  /**
   * Forgets the keys and values that no running request holds, of whoever shares the engine; what
   * runs or waits goes on. Returns at once.
   *
   * @return how many tokens were forgotten; fails when the engine is broken or closed
   */
  CompletableFuture<Integer> flushCache();

  /** Gives the share back. Requests that are still running are cancelled by their owner first. */
  @Override
  void close();
}
