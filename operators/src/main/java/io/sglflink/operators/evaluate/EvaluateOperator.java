package io.sglflink.operators.evaluate;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.ProgramRun;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.Serving;
import io.sglflink.operators.EngineProvider;
import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.operators.metrics.EvaluateMetrics;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.InvalidRecordException;
import io.sglflink.record.Timings;
import io.sglflink.runtime.EngineLease;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Evaluates prompts on the task's engine, many at a time, without keeping checkpoints waiting.
 *
 * <p><b>Owned state:</b> every prompt between its arrival and its answer, with its finished steps,
 * under the prompt's route ({@link RunState}). In memory: at most {@code window} runs that the
 * engine has, and those that wait.
 *
 * <p><b>Back pressure:</b> while prompts wait, {@link #processElement} does not return, except to
 * let foreign mail (a checkpoint) through: what it was given is in state by then. So each
 * checkpoint may add a prompt to those that wait; at twice the window it blocks for good.
 * AsyncWaitOperator blocks always, and no checkpoint starts while generations run. The operator
 * must be the head of its chain: an early return must not strand an operator before it in
 * mid-record.
 *
 * <p><b>Failures:</b> a failure of one request is an outcome of its prompt; any other failure fails
 * the task.
 */
final class EvaluateOperator extends AbstractStreamOperator<EncodedRecord>
    implements OneInputStreamOperator<PromptEnvelope, EncodedRecord>, BoundedOneInput {

  private static final long serialVersionUID = 1;

  /**
   * Programs whose beginnings are computed before there is a record; more are left to their runs.
   */
  private static final int MOST_PREFILLED = 64;

  private final ProgramLibrary programs;
  private final RunDefaults defaults;
  private final EngineProvider engine;
  private final int window;
  private final FailureOutput failures;

  private final transient MailboxExecutor mailbox;
  private transient EngineLease lease;
  private transient Interpreter interpreter;
  private transient PromptDecoder decoder;
  private transient MailboxRunner runner;
  private transient RunState state;
  private transient EvaluateMetrics evaluateMetrics;
  private transient List<CompletableFuture<?>> prefilling;
  private transient Queue<Evaluation> waiting;
  private transient Set<Evaluation> running;
  private transient Queue<Evaluation> ended;
  private transient int hardCap;
  private transient boolean closed;

  EvaluateOperator(
      StreamOperatorParameters<EncodedRecord> parameters,
      ProgramLibrary programs,
      RunDefaults defaults,
      EngineProvider engine,
      int window,
      FailureOutput failures) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.programs = requireNonNull(programs, "programs is null");
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.engine = requireNonNull(engine, "engine is null");
    this.window = window;
    this.failures = requireNonNull(failures, "failures is null");
  }

  @Override
  public void open() throws Exception {
    super.open();
    waiting = new ArrayDeque<>();
    running = new LinkedHashSet<>();
    ended = new ArrayDeque<>();
    decoder = new PromptDecoder(programs, defaults);
    evaluateMetrics = new EvaluateMetrics(getRuntimeContext(), running::size, waiting::size);
    state = new RunState(getKeyedStateBackend());
    runner = new MailboxRunner(mailbox, this::finishEnded);
    lease = engine.acquire();
    interpreter = new Interpreter(lease.model(), runner);
    prefilling =
        decoder.programs().stream()
            .limit(MOST_PREFILLED)
            .<CompletableFuture<?>>map(
                program -> interpreter.prefill(program, Map.of(), Serving.DEFAULT))
            .toList();
    restore();
  }

  @Override
  public void processElement(StreamRecord<PromptEnvelope> element) throws Exception {
    PromptEnvelope envelope = element.getValue();
    waiting.add(evaluation(new RunState.StoredRun(envelope, state.add(envelope), List.of())));
    admit();
    while (!waiting.isEmpty()) {
      if (running.size() + waiting.size() >= hardCap) {
        mailbox.yield();
      } else if (!mailbox.tryYield()) {
        if (mailbox.shouldInterrupt()) {
          return;
        }
        runner.park();
      }
    }
  }

  @Override
  public void endInput() throws Exception {
    while (!waiting.isEmpty() || !running.isEmpty()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;
    if (running != null) {
      running.forEach(Evaluation::cancel);
    }
    if (prefilling != null) {
      prefilling.forEach(each -> each.cancel(false));
    }
    if (runner != null) {
      runner.drain();
    }
    if (lease != null) {
      lease.close();
    }
    super.close();
  }

  /**
   * After a rescale a task may be given more than twice its window; it need not shed that first.
   */
  private void restore() throws Exception {
    for (RunState.StoredRun run : state.all()) {
      waiting.add(evaluation(run));
    }
    hardCap = Math.max(2 * window, waiting.size() + window);
    admit();
  }

  private Evaluation evaluation(RunState.StoredRun run) {
    int key = run.prompt().route();
    return new Evaluation(
        run.prompt(), run.ticket(), run.steps(), step -> remember(key, run.ticket(), step), now());
  }

  /** Keeps a finished step, so that it does not run again after a restart. */
  private void remember(int key, String ticket, StepReport step) {
    if (closed) {
      return;
    }
    try {
      state.addStep(key, ticket, step);
    } catch (Exception e) {
      throw new IllegalStateException(
          "keyed state does not take the finished step " + step.path() + " of " + ticket, e);
    }
    evaluateMetrics.step(step);
  }

  private void admit() throws Exception {
    while (running.size() < window && !waiting.isEmpty()) {
      start(waiting.remove());
    }
  }

  private void start(Evaluation evaluation) throws Exception {
    try {
      Prompt prompt =
          decoder.decode(evaluation.envelope().bytes(), evaluation.envelope().program());
      evaluation.start(prompt, now());
      running.add(evaluation);
      ProgramRun run = interpreter.start(prompt.program(), prompt.request(), evaluation);
      evaluation.running(run);
      CompletableFuture<?> unused =
          run.result()
              .whenComplete(
                  (result, failure) -> {
                    evaluation.end(result, failure);
                    ended.add(evaluation);
                  });
    } catch (InvalidRecordException e) {
      // It was valid when it was decoded: the job was resumed with other programs.
      emit(evaluation, Outcome.rejected(evaluation, e.error(), failures));
    }
  }

  private void finishEnded() throws Exception {
    for (Evaluation done = ended.poll(); done != null; done = ended.poll()) {
      if (done.engineFailure() != null) {
        engine.engineFailed(done.engineFailure());
        throw new RunAbortedException(done.envelope().id(), done.engineFailure());
      }
      running.remove(done);
      Timings timings = done.timings(now());
      Outcome outcome = Outcome.of(done, timings, failures);
      if (!outcome.failed()) {
        evaluateMetrics.result(timings);
      }
      emit(done, outcome);
    }
    admit();
  }

  private void emit(Evaluation evaluation, Outcome outcome) throws Exception {
    state.remove(evaluation.envelope().route(), evaluation.ticket(), evaluation.finishedPaths());
    StreamRecord<EncodedRecord> record = new StreamRecord<>(outcome.record());
    if (outcome.failed()) {
      evaluateMetrics.failure();
      output.collect(FailureOutput.TAG, record);
    } else {
      output.collect(record);
    }
  }

  private static long now() {
    return System.nanoTime();
  }
}
