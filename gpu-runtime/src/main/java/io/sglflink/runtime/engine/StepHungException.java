package io.sglflink.runtime.engine;

/**
 * A turn of the engine's thread does not end. What it called cannot be interrupted, so its thread
 * and its device memory are lost to the JVM.
 */
public final class StepHungException extends RuntimeException {

  StepHungException(String message) {
    super(message);
  }
}
