package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.LanguageModel;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import java.util.concurrent.Executor;

/**
 * Starts runs.
 *
 * <p>A run holds no thread: it advances on the executor until it needs the model, and goes on there
 * when the answer comes. Any executor will do; one thread carries thousands of runs. Thread-safe.
 *
 * <p>SGLang's observable contract holds: text, variables and messages are what the Python program
 * would have, with these rules where SGLang leaves a choice or a trap:
 *
 * <ul>
 *   <li>What a gen node does not set is the run's; lists replace and never merge. The chat format's
 *       stop strings are added to every gen's, and a dtype's after them.
 *   <li>select ignores the run's temperature and takes the best score, the first of a tie.
 *   <li>Numbers and booleans in text are written as Python's {@code str()} writes them.
 *   <li>A failure is final: no later node runs.
 *   <li>A run has at most {@link #MAX_ITERATIONS} and {@link #MAX_TEXT_LENGTH}; one that needs more
 *       ends with {@link io.sglflink.model.FailureCode#BUDGET_EXCEEDED}.
 *   <li>Each step draws from a seed of its own, see {@link StepSeed}.
 *   <li>A gen step with several samples sets its variable to the list of them; the text goes on
 *       with the first.
 * </ul>
 */
public final class Interpreter {

  /** Iterations of all loops of a run together. */
  public static final int MAX_ITERATIONS = 10_000;

  /** Characters of a run's text; no model has a context that comes near. */
  public static final int MAX_TEXT_LENGTH = 16 << 20;

  private final LanguageModel model;
  private final Executor executor;

  /**
   * @param model answers the runs' steps
   * @param executor runs all code of the runs; tasks of one run never overlap
   */
  public Interpreter(LanguageModel model, Executor executor) {
    this.model = requireNonNull(model, "model is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  /**
   * Starts a run and returns at once. Arguments are bound in the caller; wrong ones end the run
   * with {@link io.sglflink.model.FailureCode#INVALID_ARGUMENT}.
   *
   * @param program a valid program
   * @param journal steps found here are taken over without asking the model; each step that the
   *     model runs is added, before the run goes on
   */
  public ProgramRun start(Program program, RunRequest request, StepJournal journal) {
    return start(program, request, journal, RunListener.NONE);
  }

  /** The same, telling {@code listener} of the run's text. */
  public ProgramRun start(
      Program program, RunRequest request, StepJournal journal, RunListener listener) {
    requireNonNull(listener, "listener is null");
    requireNonNull(program, "program is null");
    requireNonNull(request, "request is null");
    requireNonNull(journal, "journal is null");
    Arguments.Binding args = Arguments.bind(program, request.args());
    RunContext context =
        new RunContext(request.ofProgram(program.name()), args.values(), model.chatFormat());
    Run run = new Run(model, journal, new Strand(context, program.body()), executor);
    run.start(args.problems());
    return run;
  }
}
