package io.sglflink.interpret;

/**
 * Remembers finished steps, so that a run that starts again goes on where it was.
 *
 * <p>Called on the run's executor only.
 */
public interface StepJournal {

  /** Remembers nothing. */
  StepJournal NONE =
      new StepJournal() {
        @Override
        public StepReport find(String path) {
          return null;
        }

        @Override
        public void add(StepReport step) {}
      };

  /** The finished step at {@code path}, or null when it has to run. */
  StepReport find(String path);

  /** Called once per step that the model ran, before the run goes on. */
  void add(StepReport step);
}
