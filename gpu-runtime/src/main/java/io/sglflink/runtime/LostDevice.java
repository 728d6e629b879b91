package io.sglflink.runtime;

import io.sglflink.runtime.engine.StepHungException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a failure after which this JVM cannot use a device any more from one that may pass.
 *
 * <p>CUDA keeps the error of a kernel that failed: every later call of the process on that device
 * fails with it, in whatever it does. Only a new process gets rid of it. The phrases are those of
 * {@code cudaGetErrorString} for the errors that NVIDIA documents as leaving the process in an
 * inconsistent state. Memory that is short, a missing kernel image or an invalid argument leave the
 * device as it was.
 */
final class LostDevice {

  private static final Pattern POISON =
      Pattern.compile(
          "cuda (driver )?error: ("
              + "an illegal memory access was encountered"
              + "|an illegal instruction was encountered"
              + "|device-side assert triggered"
              + "|unspecified launch failure"
              + "|the launch timed out and was terminated"
              + "|misaligned address"
              + "|invalid program counter"
              + "|hardware stack error"
              + "|operation not supported on global/shared address space"
              + "|uncorrectable (ecc|nvlink) error[a-z ]*"
              + "|context is destroyed"
              + "|driver shutting down"
              + "|unknown error"
              + ")"
              // The libraries do not say which error a kernel of theirs ended with.
              + "|(cublas|cudnn|cusolver|cusparse|curand)_status_(execution|launch)_fail(ed|ure)",
          Pattern.CASE_INSENSITIVE);

  /** Causes are followed so far: a chain may be a ring. */
  private static final int DEEPEST = 32;

  private LostDevice() {}

  /** What in {@code failure} says that the device is lost; empty when nothing does. */
  static Optional<String> evidence(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof StepHungException) {
        return Optional.of(cause.getMessage());
      }
      Matcher poison = POISON.matcher(String.valueOf(cause.getMessage()));
      if (poison.find()) {
        return Optional.of(poison.group());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
