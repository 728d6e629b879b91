package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.LanguageModel;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

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
 *   <li>A failure is final: no later node of its state runs. The program's own ends the run and
 *       cancels what it still asks of the model; another state's ends it where its state is waited
 *       for, or when all is done.
 *   <li>Results do not depend on the order in which the model answers, but for one thing: where a
 *       run goes over one of its {@link RunLimits}.
 *   <li>Each step draws from a seed of its own, see {@link StepSeed}.
 *   <li>A gen step with several samples sets its variable to the list of them; the text goes on
 *       with the first.
 * </ul>
 */
public final class Interpreter {

  private final LanguageModel model;
  private final Executor executor;
  private final LongSupplier clock;

  /**
   * @param model answers the runs' steps
   * @param executor runs all code of the runs; tasks of one run never overlap
   */
  public Interpreter(LanguageModel model, Executor executor) {
    this(model, executor, System::nanoTime);
  }

  /**
   * The same with a clock.
   *
   * @param clock nanoseconds since any time, for {@link RunLimits#wallMillis}
   */
  public Interpreter(LanguageModel model, Executor executor, LongSupplier clock) {
    this.model = requireNonNull(model, "model is null");
    this.executor = requireNonNull(executor, "executor is null");
    this.clock = requireNonNull(clock, "clock is null");
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
    RunContext context = new RunContext(program, request, model.chatFormat());
    RunBudget budget = new RunBudget(request.limits(), clock);
    Strands strands = new Strands(context, budget, args.values(), listener);
    Run run = new Run(model, journal, strands, executor);
    run.start(args.problems());
    return run;
  }
}
