package io.sglflink.interpret;

/**
 * Hears what a run's own state gets while it gets it; what forks, copies and calls do is not told.
 *
 * <p>Called on the run's executor, before the run's result completes. All texts of {@link #text}
 * one behind the other are what the run's text has behind its history, unless the reasoning of an
 * output was separated from it: then what is kept is told when the step ends. Where the run ends
 * early, the begin of an output may have been told that the run's text does not have. A step that
 * is taken over from a journal is told at once.
 */
public interface RunListener {

  /** Hears nothing. */
  RunListener NONE =
      new RunListener() {
        @Override
        public void text(String more) {}

        @Override
        public void variable(String name, String more) {}
      };

  /**
   * The text grew.
   *
   * @param more not empty
   */
  void text(String more);

  /**
   * A step writes a variable.
   *
   * @param more what its value goes on with; not empty
   */
  void variable(String name, String more);
}
