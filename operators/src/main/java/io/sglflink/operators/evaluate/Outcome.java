package io.sglflink.operators.evaluate;

import io.sglflink.interpret.RunResult;
import io.sglflink.model.FailureCode;
import io.sglflink.operators.FailureOutput;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.RecordError;
import io.sglflink.record.ResultRecord;
import io.sglflink.record.Timings;
import java.util.Locale;

/**
 * What an evaluation ends as.
 *
 * @param failed whether the record goes where failures go
 */
record Outcome(boolean failed, EncodedRecord record) {

  /** The outcome of a run that ended. */
  static Outcome of(Evaluation evaluation, Timings timings, FailureOutput failures) {
    RunResult run = evaluation.result();
    if (!run.completed()) {
      return failed(evaluation, timings, RecordError.of(run.failure()), failures);
    }
    EncodedRecord result =
        ResultRecord.completed(evaluation.envelope().id(), program(evaluation), run, timings)
            .encode();
    int size = result.value().length;
    if (size <= failures.maxBytes()) {
      return new Outcome(false, result);
    }
    String message =
        String.format(
            Locale.ROOT,
            "the result has %,d bytes, the output takes %,d: ask for fewer tokens or"
                + " log-probabilities, or raise the output's limit",
            size,
            failures.maxBytes());
    RecordError error = RecordError.of(FailureCode.BUDGET_EXCEEDED, message, "");
    return failed(evaluation, timings, error, failures);
  }

  /** The outcome of a prompt that cannot start. */
  static Outcome rejected(Evaluation evaluation, RecordError error, FailureOutput failures) {
    String position = evaluation.envelope().position();
    return failed(
        evaluation, ResultRecord.rejected(evaluation.envelope().id(), error, position), failures);
  }

  private static Outcome failed(
      Evaluation evaluation, Timings timings, RecordError error, FailureOutput failures) {
    ResultRecord failure =
        ResultRecord.failed(
            evaluation.envelope().id(),
            program(evaluation),
            evaluation.result(),
            timings,
            error,
            evaluation.envelope().position());
    return failed(evaluation, failure, failures);
  }

  private static Outcome failed(
      Evaluation evaluation, ResultRecord failure, FailureOutput failures) {
    byte[] original = evaluation.envelope().bytes();
    return new Outcome(true, failures.encode(original, evaluation.envelope().position(), failure));
  }

  private static String program(Evaluation evaluation) {
    return evaluation.prompt().program().name();
  }
}
