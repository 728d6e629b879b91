package io.sglflink.operators.evaluate;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.EngineProvider;
import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.record.EncodedRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Creates the operator that evaluates prompts, on the task. */
public final class EvaluateOperatorFactory extends AbstractStreamOperatorFactory<EncodedRecord>
    implements OneInputStreamOperatorFactory<PromptEnvelope, EncodedRecord> {

  private static final long serialVersionUID = 1;

  private final ProgramLibrary programs;
  private final RunDefaults defaults;
  private final EngineProvider engine;
  private final int window;
  private final FailureOutput failures;

  /** An operator that hands up to {@code window} runs to the engine at once. */
  public EvaluateOperatorFactory(
      ProgramLibrary programs,
      RunDefaults defaults,
      EngineProvider engine,
      int window,
      FailureOutput failures) {
    this.programs = requireNonNull(programs, "programs is null");
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.engine = requireNonNull(engine, "engine is null");
    this.window = window;
    this.failures = requireNonNull(failures, "failures is null");
    setChainingStrategy(ChainingStrategy.HEAD);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<EncodedRecord>> T createStreamOperator(
      StreamOperatorParameters<EncodedRecord> parameters) {
    return (T) new EvaluateOperator(parameters, programs, defaults, engine, window, failures);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return EvaluateOperator.class;
  }
}
