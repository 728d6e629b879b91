package io.sglflink.interpret;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import java.util.Locale;

/** What a run may still use up: a program that is short and valid may yet ask for too much. */
final class RunBudget {

  private int iterations;

  /**
   * Takes the iterations of a loop that begins.
   *
   * @throws RequestFailedException when the run has not as many left
   */
  void iterations(int count) {
    iterations += count;
    require("iterations of loops", iterations, Interpreter.MAX_ITERATIONS, "pass shorter lists");
  }

  /**
   * Checks the length of the run's text.
   *
   * @throws RequestFailedException when it is too long
   */
  void textLength(long length) {
    require("characters of text", length, Interpreter.MAX_TEXT_LENGTH, "append less");
  }

  private static void require(String thing, long used, int limit, String wayOut) {
    if (used > limit) {
      throw new RequestFailedException(
          FailureCode.BUDGET_EXCEEDED,
          String.format(
              Locale.ROOT, "%s of the run: %,d, the limit is %,d: %s", thing, used, limit, wayOut));
    }
  }
}
