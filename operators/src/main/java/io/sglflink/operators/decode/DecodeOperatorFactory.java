package io.sglflink.operators.decode;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.route.Router;
import io.sglflink.record.SourceRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Creates the operator that decodes records, on the task. */
public final class DecodeOperatorFactory extends AbstractStreamOperatorFactory<PromptEnvelope>
    implements OneInputStreamOperatorFactory<SourceRecord, PromptEnvelope> {

  private static final long serialVersionUID = 1;

  private final ProgramLibrary programs;
  private final RunDefaults defaults;
  private final Router.Factory routing;
  private final int keyGroups;
  private final FailureOutput failures;

  /** Routes over {@code keyGroups} key groups, the maximum parallelism of the evaluation. */
  public DecodeOperatorFactory(
      ProgramLibrary programs,
      RunDefaults defaults,
      Router.Factory routing,
      int keyGroups,
      FailureOutput failures) {
    this.programs = requireNonNull(programs, "programs is null");
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.routing = requireNonNull(routing, "routing is null");
    this.keyGroups = keyGroups;
    this.failures = requireNonNull(failures, "failures is null");
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<PromptEnvelope>> T createStreamOperator(
      StreamOperatorParameters<PromptEnvelope> parameters) {
    return (T) new DecodeOperator(parameters, programs, defaults, routing, keyGroups, failures);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return DecodeOperator.class;
  }
}
