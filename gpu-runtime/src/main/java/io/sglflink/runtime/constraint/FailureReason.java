package io.sglflink.runtime.constraint;

/** Why a constraint could not be compiled or followed, in words. */
public final class FailureReason {

  private FailureReason() {}

  /** What {@code error} says, with the way out. */
  public static String of(Throwable error) {
    if (error instanceof StackOverflowError) {
      return "what it has inside each other is too deep: flatten it";
    }
    if (error instanceof OutOfMemoryError) {
      return "it takes more memory than there is: give Java more heap, or make it smaller";
    }
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }
}
