package io.sglflink.operators.evaluate;

import io.sglflink.interpret.ProgramRun;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.interpret.StepReport;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.record.Timings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One prompt that the task has taken up: it waits, then runs, then has a result or an error. */
final class Evaluation implements StepJournal {

  private final PromptEnvelope envelope;
  private final String ticket;
  private final Map<String, StepReport> finished = new LinkedHashMap<>();
  private final Consumer<StepReport> onStep;
  private final long arrived;

  private long started;
  private Prompt prompt;
  private ProgramRun run;
  private RunResult result;
  private Throwable engineFailure;

  /**
   * A prompt that waits.
   *
   * @param finished steps that need not run again
   * @param onStep told about each further step
   * @param now nanoseconds
   */
  Evaluation(
      PromptEnvelope envelope,
      String ticket,
      List<StepReport> finished,
      Consumer<StepReport> onStep,
      long now) {
    this.envelope = envelope;
    this.ticket = ticket;
    this.onStep = onStep;
    this.arrived = now;
    finished.forEach(step -> this.finished.put(step.path(), step));
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
    this.engineFailure = failure;
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

  PromptEnvelope envelope() {
    return envelope;
  }

  String ticket() {
    return ticket;
  }

  Prompt prompt() {
    return prompt;
  }

  RunResult result() {
    return result;
  }

  /** Why the engine, or this code, is broken; null when it is not. */
  Throwable engineFailure() {
    return engineFailure;
  }

  Set<String> finishedPaths() {
    return finished.keySet();
  }

  Timings timings(long now) {
    return new Timings(started - arrived, now - started);
  }
}
