package io.sglflink.operators.evaluate;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.EngineProvider;
import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.record.EncodedRecord;
import java.time.Duration;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Creates the operator that evaluates prompts, on the task. */
public final class EvaluateOperatorFactory extends AbstractStreamOperatorFactory<EncodedRecord>
    implements OneInputStreamOperatorFactory<PromptEnvelope, EncodedRecord>,
        CoordinatedOperatorFactory<EncodedRecord> {

  private static final long serialVersionUID = 1;

  private final ProgramLibrary programs;
  private final RunDefaults defaults;
  private final EngineProvider engine;
  private final int window;
  private final FailureOutput failures;
  private final Duration sessionTtl;

  /**
   * An operator that hands up to {@code window} runs to the engine at once.
   *
   * @param sessionTtl how long a session's history is kept after its last turn
   */
  public EvaluateOperatorFactory(
      ProgramLibrary programs,
      RunDefaults defaults,
      EngineProvider engine,
      int window,
      FailureOutput failures,
      Duration sessionTtl) {
    this.programs = requireNonNull(programs, "programs is null");
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.engine = requireNonNull(engine, "engine is null");
    this.window = window;
    this.failures = requireNonNull(failures, "failures is null");
    this.sessionTtl = requireNonNull(sessionTtl, "sessionTtl is null");
    setChainingStrategy(ChainingStrategy.HEAD);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<EncodedRecord>> T createStreamOperator(
      StreamOperatorParameters<EncodedRecord> parameters) {
    OperatorID id = parameters.getStreamConfig().getOperatorID();
    OperatorEventDispatcher events = parameters.getOperatorEventDispatcher();
    EvaluateOperator operator =
        new EvaluateOperator(
            parameters,
            events.getOperatorEventGateway(id),
            programs,
            defaults,
            engine,
            window,
            failures,
            sessionTtl);
    events.registerEventHandler(id, operator);
    return (T) operator;
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new CheckpointHerald.Provider(id);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return EvaluateOperator.class;
  }
}
