package io.sglflink.interpret;

import io.sglflink.model.RequestFailedException;

/** What a run may still use up: a program that is short and valid may yet ask for too much. */
final class RunBudget {

  /** Characters and items that expressions look at or make: a second or so. */
  static final long MAX_WORK = 1L << 28;

  private int iterations;
  private long work;

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

  /**
   * Takes what an operation looks at or makes.
   *
   * @throws RequestFailedException when it is more than the run has left
   */
  void work(long count) {
    work = Math.min(count, Long.MAX_VALUE - work) + work;
    String wayOut = "compute with shorter values, or fewer times";
    require("work of expressions", work, MAX_WORK, wayOut);
  }

  private static void require(String thing, long used, long limit, String wayOut) {
    ValueBudget.require(thing + " of the run", used, limit, wayOut);
  }
}
