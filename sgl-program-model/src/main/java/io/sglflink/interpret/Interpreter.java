package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.Constraint;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
 *   <li>The states of forks, copies and calls go on side by side. Who reads another state waits
 *       until it has done all that it was given; a join appends texts, where that is its mode,
 *       without SGLang's parallel encoding.
 *   <li>Separated reasoning leaves what stands before the gen in its message; SGLang drops it.
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

  /** Characters from which on a common beginning is computed ahead, as in SGLang. */
  public static final int LEAST_PREFIX = 64;

  /** Characters of it that are looked at; no model has a context that comes near. */
  private static final int MOST_PREFIX = 1 << 20;

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

  /**
   * Has the model compute what all runs of a program begin with, where that is long enough to pay,
   * so that they find it in the cache. Nobody needs to wait for it.
   *
   * @param program a valid program
   * @param args the arguments that all runs have; of the others nothing is known
   * @param serving as that of the runs: another cache salt is another cache
   * @return completes when it is done and never fails: what is wrong with the text is for the runs
   *     to say. Cancelling it drops the request
   */
  public CompletableFuture<?> prefill(
      Program program, Map<String, JsonNode> args, Serving serving) {
    String prefix = ConstantPrefix.of(program, args, model.chatFormat(), MOST_PREFIX);
    if (prefix.length() < LEAST_PREFIX) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Generation> request =
        model.generate(
            new GenerateRequest(
                new RequestId(program.name(), "/prefix"),
                prefix,
                SamplingParams.greedy(0, LogprobOptions.NONE),
                Constraint.NONE,
                0,
                serving.ofProgram(program.name())));
    CompletableFuture<Generation> done = request.exceptionally(error -> null);
    CompletableFuture<?> unused =
        done.whenComplete(
            (value, error) -> {
              if (done.isCancelled()) {
                request.cancel(false);
              }
            });
    return done;
  }
}
