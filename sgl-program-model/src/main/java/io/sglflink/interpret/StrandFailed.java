package io.sglflink.interpret;

/** Fails the strand that waited for one that failed, with the same failure. */
final class StrandFailed extends RuntimeException {

  private final transient RunResult.Failure failure;

  StrandFailed(RunResult.Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  RunResult.Failure failure() {
    return failure;
  }
}
