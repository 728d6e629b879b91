package io.sglflink.operators.decode;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.metrics.DecodeMetrics;
import io.sglflink.operators.route.KeyGroups;
import io.sglflink.operators.route.Router;
import io.sglflink.operators.route.SessionPrompts;
import io.sglflink.record.InvalidRecordException;
import io.sglflink.record.ResultRecord;
import io.sglflink.record.SourceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Decodes and validates records and writes the route into them. */
public final class DecodeFunction extends ProcessFunction<SourceRecord, PromptEnvelope> {

  private static final long serialVersionUID = 1;

  private final ProgramLibrary programs;
  private final RunDefaults defaults;
  private final Router.Factory routing;
  private final int keyGroups;
  private final FailureOutput failures;

  private transient PromptDecoder decoder;
  private transient Router router;
  private transient KeyGroups keys;
  private transient DecodeMetrics metrics;

  /** Routes over {@code keyGroups} key groups, the maximum parallelism of the evaluation. */
  public DecodeFunction(
      ProgramLibrary programs,
      RunDefaults defaults,
      Router.Factory routing,
      int keyGroups,
      FailureOutput failures) {
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.programs = requireNonNull(programs, "programs is null");
    this.routing = requireNonNull(routing, "routing is null");
    this.keyGroups = keyGroups;
    this.failures = requireNonNull(failures, "failures is null");
  }

  @Override
  public void open(OpenContext context) {
    decoder = new PromptDecoder(programs, defaults);
    int slots = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    router = routing.create(keyGroups, slots);
    keys = new KeyGroups(keyGroups);
    metrics = new DecodeMetrics(getRuntimeContext());
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<PromptEnvelope> out) {
    metrics.record();
    try {
      Prompt prompt = decoder.decode(record.value());
      int group = router.keyGroup(prompt);
      PromptEnvelope envelope =
          new PromptEnvelope(
              prompt.record().id(),
              record.value(),
              record.position(),
              keys.representative(group),
              null,
              prompt.record().session());
      if (envelope.session() == null) {
        out.collect(envelope);
      } else {
        context.output(SessionPrompts.TAG, envelope);
      }
    } catch (InvalidRecordException e) {
      metrics.failure();
      ResultRecord failure = ResultRecord.rejected(e.id(), e.error(), record.position());
      context.output(
          FailureOutput.TAG, failures.encode(record.value(), record.position(), failure));
    }
  }
}
