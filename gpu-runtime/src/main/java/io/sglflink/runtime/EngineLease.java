package io.sglflink.runtime;

import io.sglflink.model.LanguageModel;

/**
 * A slot's share of an engine. The engine closes with its last lease.
 *
 * <p>Thread-safe.
 */
public interface EngineLease extends AutoCloseable {

  LanguageModel model();

  EngineStats stats();

  /** Gives the share back. Requests that are still running are cancelled by their owner first. */
  @Override
  void close();
}
