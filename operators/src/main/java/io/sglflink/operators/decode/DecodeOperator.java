package io.sglflink.operators.decode;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.metrics.DecodeMetrics;
import io.sglflink.operators.route.KeyGroups;
import io.sglflink.operators.route.Router;
import io.sglflink.operators.route.SessionPrompts;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.ProgramFeed;
import io.sglflink.record.ProgramMessage;
import io.sglflink.record.SourceRecord;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes and validates records, gives them their programs and writes the route into them.
 *
 * <p><b>Programs</b> are those that the job was started with and those that the feed tells of. A
 * record that means another one waits for it, and the later turns of its session wait with it.
 *
 * <p><b>Owned state:</b> the records that wait, with the time that they have waited.
 *
 * <p><b>Back pressure:</b> when too many wait, {@link #processElement} does not return, except to
 * let foreign mail (a checkpoint) through; at twice as many it blocks for good, which ends at the
 * latest when the first of them have waited long enough. The source before it in the chain is in
 * mid-record then, but no checkpoint runs inside: its mail is of the chain's lowest priority, and
 * when {@link #processElement} returns the record is in state.
 */
final class DecodeOperator extends AbstractStreamOperator<PromptEnvelope>
    implements OneInputStreamOperator<SourceRecord, PromptEnvelope>, BoundedOneInput {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(DecodeOperator.class);

  /** Time to read all programs before the first record is looked at, where no longer one is set. */
  private static final Duration LEAST_CATCH_UP = Duration.ofSeconds(10);

  /** A checkpoint's mail does not wake the thread; this is how late it can be seen. */
  private static final long PARK_MILLIS = 5;

  private final ProgramLibrary programs;
  private final RunDefaults defaults;
  private final Router.Factory routing;
  private final int keyGroups;
  private final FailureOutput failures;

  private final transient MailboxExecutor mailbox;
  private transient ListState<byte[]> state;
  private transient ProgramCatalog catalog;
  private transient RecordDecoding decoding;
  private transient WaitingRecords waiting;
  private transient DecodeMetrics decodeMetrics;
  private transient ProgramInbox inbox;
  private transient ProgramFeed.Subscription subscription;
  private transient long longestWait;
  private transient long timer;

  DecodeOperator(
      StreamOperatorParameters<PromptEnvelope> parameters,
      ProgramLibrary programs,
      RunDefaults defaults,
      Router.Factory routing,
      int keyGroups,
      FailureOutput failures) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.programs = requireNonNull(programs, "programs is null");
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.routing = requireNonNull(routing, "routing is null");
    this.keyGroups = keyGroups;
    this.failures = requireNonNull(failures, "failures is null");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "waiting", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void open() throws Exception {
    super.open();
    longestWait = programs.programWait().toMillis();
    timer = Long.MAX_VALUE;
    waiting = new WaitingRecords();
    catalog = new ProgramCatalog(programs);
    int slots = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    decoding =
        new RecordDecoding(
            new PromptDecoder(catalog, defaults),
            catalog,
            routing.create(keyGroups, slots),
            new KeyGroups(keyGroups),
            failures);
    decodeMetrics = new DecodeMetrics(getRuntimeContext(), catalog::size, waiting::size);
    if (programs.feed() != null) {
      follow(programs.feed());
    }
    for (byte[] bytes : state.get()) {
      waiting.add(WaitingRecord.read(bytes, now()));
    }
    // Not here: operators do not emit before all of the task is open.
    mailbox.execute(this::retry, "look at the records that waited");
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) throws Exception {
    decodeMetrics.record();
    take(element.getValue(), now());
    while (!waiting.hasRoom()) {
      if (waiting.full()) {
        mailbox.yield();
      } else if (!mailbox.tryYield()) {
        if (mailbox.shouldInterrupt()) {
          return;
        }
        Thread.sleep(PARK_MILLIS);
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    long now = now();
    state.update(waiting.all().stream().map(record -> record.write(now)).toList());
  }

  /** What waits gets all of its time. */
  @Override
  public void endInput() throws Exception {
    while (!waiting.isEmpty()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    if (subscription != null) {
      subscription.close();
    }
    super.close();
  }

  private void take(SourceRecord source, long since) {
    Decoded decoded = decoding.decode(source);
    if (decoded instanceof Decoded.Missing missing) {
      WaitingRecord record = new WaitingRecord(source, since, missing.session(), missing);
      if (waited(record) >= longestWait) {
        giveUp(record);
      } else {
        waiting.add(record);
        setTimer(since + longestWait);
      }
    } else if (decoded instanceof Decoded.Ready ready) {
      PromptEnvelope envelope = ready.envelope();
      if (envelope.session() != null && waiting.hasTurn(envelope.session())) {
        waiting.add(new WaitingRecord(source, since, envelope.session(), null));
      } else {
        emit(envelope);
      }
    } else if (decoded instanceof Decoded.Failed failed) {
      fail(failed.failure());
    }
  }

  private void emit(PromptEnvelope envelope) {
    if (envelope.session() == null) {
      output.collect(new StreamRecord<>(envelope));
    } else {
      output.collect(SessionPrompts.TAG, new StreamRecord<>(envelope));
    }
  }

  private void fail(EncodedRecord failure) {
    decodeMetrics.failure();
    output.collect(FailureOutput.TAG, new StreamRecord<>(failure));
  }

  private void giveUp(WaitingRecord record) {
    fail(
        decoding
            .unknown(record.source(), record.missing(), longestWait == 0 ? 0 : waited(record))
            .failure());
  }

  private long waited(WaitingRecord record) {
    return Math.max(0, now() - record.since());
  }

  /** At most one timer is set, for the record that has waited longest. */
  private void setTimer(long at) {
    if (at < timer) {
      timer = at;
      ScheduledFuture<?> unused = getProcessingTimeService().registerTimer(at, this::onTimer);
    }
  }

  private void onTimer(long time) {
    timer = Long.MAX_VALUE;
    // What is published already is in time, whichever mail comes first.
    applyPublished();
    waiting
        .take(record -> record.missing() != null && waited(record) >= longestWait)
        .forEach(this::giveUp);
    // Turns that waited for those.
    retry();
    waiting.all().stream()
        .filter(record -> record.missing() != null)
        .mapToLong(record -> record.since() + longestWait)
        .min()
        .ifPresent(this::setTimer);
  }

  /**
   * Reads the programs before the first record: after a restart none may be judged by an older
   * program than before.
   */
  private void follow(ProgramFeed feed) throws InterruptedException {
    inbox = new ProgramInbox(mailbox, this::applyPublished);
    subscription = feed.open(inbox);
    Duration time =
        programs.programWait().compareTo(LEAST_CATCH_UP) > 0
            ? programs.programWait()
            : LEAST_CATCH_UP;
    if (!inbox.awaitCaughtUp(time)) {
      LOG.warn(
          "Not all published programs are read after {} ms: until they are, records may meet older"
              + " programs, or wait. Is the broker slow?",
          time.toMillis());
    }
    readInbox();
  }

  private void applyPublished() {
    readInbox();
    retry();
  }

  private void readInbox() {
    if (inbox == null) {
      return;
    }
    for (ProgramMessage message = inbox.poll(); message != null; message = inbox.poll()) {
      try {
        catalog.apply(message);
        decodeMetrics.programUpdate();
      } catch (RuntimeException | StackOverflowError e) {
        decodeMetrics.rejectedProgram();
        LOG.error(
            "The program at {} is ignored, what was published before stays: {}",
            message.position(),
            e.getMessage(),
            e);
      }
    }
  }

  /** In their order, for a turn goes behind the one before it. */
  private void retry() {
    for (WaitingRecord record : waiting.take(record -> true)) {
      if (goesOnWaiting(record)) {
        waiting.add(record);
      } else {
        take(record.source(), record.since());
      }
    }
  }

  private boolean goesOnWaiting(WaitingRecord record) {
    return record.missing() == null
        ? record.session() != null && waiting.hasTurn(record.session())
        : catalog.find(record.missing().program()) == null;
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
