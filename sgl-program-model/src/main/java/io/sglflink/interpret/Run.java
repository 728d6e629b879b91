package io.sglflink.interpret;

import io.sglflink.model.FailureCode;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.validate.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Drives a strand: takes finished steps from the journal, the others to the model. */
final class Run implements ProgramRun {

  private final LanguageModel model;
  private final StepJournal journal;
  private final Strand strand;
  private final SerialExecutor serial;
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private final List<StepReport> steps = new ArrayList<>();
  private CompletableFuture<?> pending;
  private boolean ended;

  Run(LanguageModel model, StepJournal journal, Strand strand, Executor executor) {
    this.model = model;
    this.journal = journal;
    this.strand = strand;
    this.serial = new SerialExecutor(executor);
  }

  /** Starts the run, or ends it at once when its arguments have problems. */
  void start(List<Problem> argumentProblems) {
    if (argumentProblems.isEmpty()) {
      enqueue(this::advance);
    } else {
      String message = String.join("; ", argumentProblems.stream().map(Problem::message).toList());
      enqueue(
          () ->
              end(
                  new RunResult.Failure(
                      FailureCode.INVALID_ARGUMENT, message, "/parameters", null)));
    }
  }

  @Override
  public CompletableFuture<RunResult> result() {
    return result;
  }

  @Override
  public void cancel() {
    enqueue(
        () -> {
          if (pending != null) {
            pending.cancel(false);
          }
          String message = "the run was cancelled: start it again to have it finished";
          end(
              new RunResult.Failure(
                  FailureCode.CANCELLED, message, strand.place().pointer(), null));
        });
  }

  private void advance() {
    for (ModelStep<?> step = strand.advance(); step != null; step = strand.advance()) {
      StepReport finished = journal.find(step.path());
      if (finished == null) {
        submit(step);
        return;
      }
      apply(finished);
    }
    end(null);
  }

  private <A> void submit(ModelStep<A> step) {
    CompletableFuture<A> answer = step.submit(model);
    pending = answer;
    CompletableFuture<A> unused =
        answer.whenComplete((value, error) -> enqueue(() -> resume(step, value, error)));
  }

  private <A> void resume(ModelStep<A> step, A value, Throwable error) {
    pending = null;
    if (error != null) {
      fail(error);
      return;
    }
    StepReport report = step.report(value);
    journal.add(report);
    apply(report);
    advance();
  }

  private void apply(StepReport report) {
    steps.add(report);
    strand.finish(report);
  }

  /** Runs a part of the run on its executor; nothing happens once the run has ended. */
  private void enqueue(Runnable part) {
    try {
      serial.execute(() -> guarded(part));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(e);
    }
  }

  private void guarded(Runnable part) {
    if (ended) {
      return;
    }
    try {
      part.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable error) {
    Throwable cause = unwrap(error);
    if (cause instanceof RequestFailedException failed) {
      end(
          new RunResult.Failure(
              failed.code(), failed.getMessage(), strand.place().pointer(), null));
    } else {
      ended = true;
      result.completeExceptionally(cause);
    }
  }

  private void end(RunResult.Failure failure) {
    ended = true;
    StrandState state = strand.state();
    result.complete(
        new RunResult(state.variables(), state.text(), state.messages(), steps, null, failure));
  }

  private static Throwable unwrap(Throwable error) {
    Throwable cause = error;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
