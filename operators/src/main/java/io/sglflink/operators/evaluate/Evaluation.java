package io.sglflink.operators.evaluate;

import io.sglflink.interpret.ProgramRun;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.interpret.StepReport;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.evaluate.RunState.StoredRun;
import io.sglflink.record.Timings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One prompt that the task has taken up: it waits, then runs, then has a result or an error. */
final class Evaluation implements StepJournal {

  private final StoredRun stored;
  private final Map<String, StepReport> finished = new LinkedHashMap<>();
  private final Consumer<StepReport> onStep;
  private final long arrived;

  private long started;
  private Prompt prompt;
  private ProgramRun run;
  private RunResult result;
  private Throwable breakdown;

  /**
   * A prompt that waits.
   *
   * @param stored its finished steps need not run again
   * @param onStep told about each further step
   * @param now nanoseconds
   */
  Evaluation(StoredRun stored, Consumer<StepReport> onStep, long now) {
    this.stored = stored;
    this.onStep = onStep;
    this.arrived = now;
    stored.steps().forEach(step -> this.finished.put(step.path(), step));
  }

  void start(Prompt started, long now) {
    this.prompt = started;
    this.started = now;
  }

  void running(ProgramRun running) {
    this.run = running;
  }

  void end(RunResult ended, Throwable failure) {
    this.result = ended;
    this.breakdown = failure;
  }

  void cancel() {
    if (run != null) {
      run.cancel();
    }
  }

  @Override
  public StepReport find(String path) {
    return finished.get(path);
  }

  @Override
  public void add(StepReport step) {
    finished.put(step.path(), step);
    onStep.accept(step);
  }

  StoredRun stored() {
    return stored;
  }

  PromptEnvelope envelope() {
    return stored.prompt();
  }

  Prompt prompt() {
    return prompt;
  }

  RunResult result() {
    return result;
  }

  /** What the run broke down with, by the engine's fault or its own; null when it has a result. */
  Throwable breakdown() {
    return breakdown;
  }

  Set<String> finishedPaths() {
    return finished.keySet();
  }

  Timings timings(long now) {
    return new Timings(started - arrived, now - started);
  }
}
