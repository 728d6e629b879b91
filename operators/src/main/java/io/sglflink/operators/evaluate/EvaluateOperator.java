package io.sglflink.operators.evaluate;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.Conversation;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.ProgramRun;
import io.sglflink.interpret.RunBrokenException;
import io.sglflink.interpret.RunLimits;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.FailureCode;
import io.sglflink.model.Serving;
import io.sglflink.operators.EngineProvider;
import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.operators.evaluate.RunState.StoredRun;
import io.sglflink.operators.metrics.EvaluateMetrics;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.InvalidRecordException;
import io.sglflink.record.RecordError;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.engine.EngineFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;

/**
 * Evaluates prompts on the task's engine, many at a time, without keeping checkpoints waiting.
 *
 * <p><b>Owned state:</b> every prompt between its arrival and its answer, with its program and its
 * finished steps ({@link RunState}), and the histories of sessions ({@link SessionState}), under
 * the prompts' routes. In memory: at most {@code window} runs that the engine has, and those that
 * wait ({@link Admission}).
 *
 * <p><b>Back pressure:</b> while there is no room, {@link #processElement} does not return, except
 * to let a checkpoint through. What it was given is in state by then. The barrier of an unaligned
 * checkpoint is a mail, which ends the wait. That of an aligned one, as of every savepoint, is
 * behind the prompts in the channel: {@link CheckpointHerald} says when one comes, and then prompts
 * are taken without room until it is there. AsyncWaitOperator blocks always, and no checkpoint
 * starts while generations run. The operator must be the head of its chain: an early return must
 * not strand an operator before it in mid-record.
 *
 * <p><b>Failures:</b> a failure of one request, or of one run's own code, is an outcome of its
 * prompt; any other failure fails the task.
 */
final class EvaluateOperator extends AbstractStreamOperator<EncodedRecord>
    implements OneInputStreamOperator<PromptEnvelope, EncodedRecord>,
        BoundedOneInput,
        OperatorEventHandler {

  private static final long serialVersionUID = 1;

  /**
   * Programs whose beginnings are computed before there is a record; more are left to their runs.
   */
  private static final int MOST_PREFILLED = 64;

  /** Characters of a conversation: more than a model's context. Its history is in state. */
  private static final RunLimits SESSION_LIMITS =
      new RunLimits(
          RunLimits.MOST.steps(),
          RunLimits.MOST.tokens(),
          RunLimits.MOST.iterations(),
          RunLimits.MOST.states(),
          1 << 20,
          0);

  /** An unaligned checkpoint's barrier is here by then; what comes later is a savepoint's. */
  private static final long OVERTAKING_MILLIS = 100;

  private final ProgramLibrary programs;
  private final RunDefaults defaults;
  private final EngineProvider engine;
  private final int window;
  private final FailureOutput failures;
  private final Duration sessionTtl;

  private final transient MailboxExecutor mailbox;
  private final transient OperatorEventGateway coordinator;
  private transient EngineLease lease;
  private transient Interpreter interpreter;
  private transient PromptDecoder decoder;
  private transient MailboxRunner runner;
  private transient RunState state;
  private transient SessionState sessions;
  private transient EvaluateMetrics evaluateMetrics;
  private transient List<CompletableFuture<?>> prefilling;
  private transient Admission admission;
  private transient Queue<Evaluation> ended;
  private transient boolean overtakes;
  private transient boolean closed;

  EvaluateOperator(
      StreamOperatorParameters<EncodedRecord> parameters,
      OperatorEventGateway coordinator,
      ProgramLibrary programs,
      RunDefaults defaults,
      EngineProvider engine,
      int window,
      FailureOutput failures,
      Duration sessionTtl) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.coordinator = requireNonNull(coordinator, "coordinator is null");
    this.programs = requireNonNull(programs, "programs is null");
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.engine = requireNonNull(engine, "engine is null");
    this.window = window;
    this.failures = requireNonNull(failures, "failures is null");
    this.sessionTtl = requireNonNull(sessionTtl, "sessionTtl is null");
  }

  @Override
  public void open() throws Exception {
    super.open();
    admission = new Admission(window);
    overtakes =
        CheckpointingOptions.isUnalignedCheckpointEnabled(
            getContainingTask().getJobConfiguration());
    ended = new ArrayDeque<>();
    decoder = new PromptDecoder(programs, defaults);
    evaluateMetrics =
        new EvaluateMetrics(
            getRuntimeContext(), () -> admission.running().size(), admission::waiting);
    state = new RunState(getKeyedStateBackend());
    sessions =
        new SessionState(
            new KeyedMap(getKeyedStateBackend(), "sessions"),
            admission.turns(),
            sessionTtl.toMillis());
    sessions.open(getInternalTimerService("sessions", StringSerializer.INSTANCE, sessions));
    runner = new MailboxRunner(mailbox, this::finishEnded);
    lease = engine.acquire();
    interpreter = new Interpreter(lease.model(), runner);
    prefilling =
        decoder.programs().stream()
            .limit(MOST_PREFILLED)
            .<CompletableFuture<?>>map(
                program -> interpreter.prefill(program, Map.of(), Serving.DEFAULT))
            .toList();
    for (StoredRun run : state.restore()) {
      admission.add(evaluation(run));
    }
    admission.restored();
    admit();
    coordinator.sendEventToCoordinator(new TakesPrompts(true));
  }

  @Override
  public void processElement(StreamRecord<PromptEnvelope> element) throws Exception {
    admission.add(evaluation(state.add(element.getValue())));
    admit();
    while (!admission.hasRoom()) {
      if (admission.isFull()) {
        mailbox.yield();
      } else if (admission.letsThrough()) {
        return;
      } else if (!mailbox.tryYield()) {
        if (mailbox.shouldInterrupt()) {
          return;
        }
        runner.park();
      }
    }
  }

  @Override
  public void handleOperatorEvent(OperatorEvent event) {
    long checkpoint = ((CheckpointComing) event).checkpoint();
    if (overtakes) {
      ProcessingTimeService time = getProcessingTimeService();
      ScheduledFuture<?> unused =
          time.registerTimer(
              time.getCurrentProcessingTime() + OVERTAKING_MILLIS,
              now -> admission.checkpointComing(checkpoint));
    } else {
      admission.checkpointComing(checkpoint);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    admission.checkpointOver(context.getCheckpointId());
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    super.notifyCheckpointAborted(checkpoint);
    admission.checkpointOver(checkpoint);
  }

  @Override
  public void endInput() throws Exception {
    coordinator.sendEventToCoordinator(new TakesPrompts(false));
    while (!admission.isEmpty()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;
    // The lease whatever happens: the engine outlives the job.
    IOUtils.closeAll(this::endRuns, lease, super::close);
  }

  private void endRuns() {
    if (admission != null) {
      admission.running().forEach(Evaluation::cancel);
    }
    if (prefilling != null) {
      prefilling.forEach(each -> each.cancel(false));
    }
    if (runner != null) {
      runner.drain();
    }
  }

  private Evaluation evaluation(StoredRun run) {
    return new Evaluation(run, step -> remember(run, step), now());
  }

  /** Keeps a finished step, so that it does not run again after a restart. */
  private void remember(StoredRun run, StepReport step) {
    if (closed) {
      return;
    }
    try {
      state.addStep(run, step);
    } catch (Exception e) {
      throw new StateBrokenException(
          "keyed state does not take the finished step " + step.path() + " of " + run.ticket(), e);
    }
    evaluateMetrics.step(step);
  }

  private void admit() throws Exception {
    for (Evaluation next = admission.next(); next != null; next = admission.next()) {
      start(next);
    }
  }

  private void start(Evaluation evaluation) throws Exception {
    PromptEnvelope envelope = evaluation.envelope();
    // What state does not give is not the prompt's fault.
    Conversation history = envelope.session() == null ? null : sessions.find(envelope);
    try {
      Prompt prompt = decoder.decode(envelope.bytes(), envelope.program());
      evaluation.start(prompt, now());
      ProgramRun run = interpreter.start(prompt.program(), request(prompt, history), evaluation);
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
      finish(evaluation, Outcome.rejected(evaluation, e.error(), failures));
    } catch (RuntimeException | StackOverflowError e) {
      finish(evaluation, internalError(evaluation, e));
    }
  }

  private static RunRequest request(Prompt prompt, Conversation history) {
    RunRequest request = prompt.request();
    return history == null
        ? request
        : request.withHistory(history).withLimits(request.limits().and(SESSION_LIMITS));
  }

  private void finishEnded() throws Exception {
    for (Evaluation done = ended.poll(); done != null; done = ended.poll()) {
      finish(done, done.breakdown() == null ? outcome(done) : outcome(done, done.breakdown()));
    }
    admit();
  }

  private Outcome outcome(Evaluation done) {
    try {
      return Outcome.of(done, done.timings(now()), failures);
    } catch (RuntimeException | StackOverflowError e) {
      return internalError(done, e);
    }
  }

  /** The run's own code is at fault, or it is the engine, or the state. */
  private Outcome outcome(Evaluation done, Throwable breakdown) throws Exception {
    Throwable cause = breakdown instanceof RunBrokenException ? breakdown.getCause() : breakdown;
    if (cause instanceof StateBrokenException broken) {
      throw broken;
    }
    if (breakdown instanceof RunBrokenException && !(cause instanceof EngineFailedException)) {
      return internalError(done, cause);
    }
    engine.engineFailed(cause);
    throw new RunAbortedException(done.envelope().id(), cause);
  }

  private Outcome internalError(Evaluation evaluation, Throwable bug) {
    String id = evaluation.envelope().id();
    LOG.error("Prompt \"{}\" at {} fails", id, evaluation.envelope().position(), bug);
    String message =
        "a bug of this software, which the TaskManager's log has the stack trace of: "
            + bug
            + "; report it, and replay the record when it is fixed";
    RecordError error = RecordError.of(FailureCode.INTERNAL_ERROR, message, "");
    return Outcome.rejected(evaluation, error, failures);
  }

  /** Everything that an ended run changes is in one checkpoint with its output. */
  private void finish(Evaluation evaluation, Outcome outcome) throws Exception {
    state.remove(evaluation.stored(), evaluation.finishedPaths());
    StreamRecord<EncodedRecord> record = new StreamRecord<>(outcome.record());
    if (outcome.failed()) {
      evaluateMetrics.failure();
      output.collect(FailureOutput.TAG, record);
    } else {
      evaluateMetrics.result(evaluation.timings(now()));
      remember(evaluation.envelope(), evaluation.result());
      output.collect(record);
    }
    admission.end(evaluation);
  }

  private void remember(PromptEnvelope envelope, RunResult result) throws Exception {
    if (envelope.session() != null) {
      sessions.put(envelope, new Conversation(result.text(), result.messages()));
    }
  }

  private static long now() {
    return System.nanoTime();
  }
}
