package io.sglflink.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The engines of a JVM that failed, and whether it can still run others.
 *
 * <p>Not thread-safe.
 */
final class FailureBook {

  private final Map<EngineOptions, Integer> inARow = new HashMap<>();

  /** Why no engine can use a device. */
  private final Map<String, String> lost = new HashMap<>();

  private boolean told;

  /**
   * An engine failed, or could not be opened.
   *
   * @param answered whether it had answered a request before, which ends a row of failures
   */
  void failed(EngineOptions options, Throwable failure, boolean answered) {
    inARow.merge(options, 1, (before, one) -> answered ? one : before + one);
    LostDevice.evidence(failure).ifPresent(why -> lost.putIfAbsent(device(options), why));
  }

  /** An engine answered a request and was closed. */
  void worked(EngineOptions options) {
    inARow.remove(options);
  }

  /**
   * @throws IllegalStateException when the device is lost to this JVM
   */
  void requireDevice(EngineOptions options) {
    String why = lost.get(device(options));
    if (why != null) {
      throw new IllegalStateException(
          String.format(
              "no engine can be opened on %s in this JVM any more: %s: start a fresh JVM",
              device(options), why));
    }
  }

  /** Why this JVM should end; told once, and empty while engines of these options may work. */
  Optional<String> verdict(EngineOptions options) {
    Optional<String> verdict = told ? Optional.empty() : reason(options);
    told |= verdict.isPresent();
    return verdict;
  }

  private Optional<String> reason(EngineOptions options) {
    String why = lost.get(device(options));
    if (why != null) {
      return Optional.of(String.format("%s is lost to this JVM: %s", device(options), why));
    }
    int failures = inARow.getOrDefault(options, 0);
    return failures < options.tuning().engineFailures()
        ? Optional.empty()
        : Optional.of(
            String.format(
                "the engine of %s failed %d times in a row, without an answer in between"
                    + " (--engine-failures %d)",
                options.modelPath(), failures, options.tuning().engineFailures()));
  }

  /** A machine's processor, or one of its CUDA devices; "auto" may come to mean another. */
  private static String device(EngineOptions options) {
    return options.device().equals("cpu") ? "the CPU" : "device " + options.baseGpuId();
  }
}
