package io.sglflink.interpret;

import io.sglflink.model.FailureCode;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.OutputListener;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Serving;
import io.sglflink.program.validate.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Drives strands: takes finished steps from the journal, the others to the model. */
final class Run implements ProgramRun {

  private final LanguageModel model;
  private final StepJournal journal;
  private final Strands strands;
  private final SerialExecutor serial;
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private final Map<Strand, CompletableFuture<?>> requests = new HashMap<>();
  private boolean ended;

  Run(LanguageModel model, StepJournal journal, Strands strands, Executor executor) {
    this.model = model;
    this.journal = journal;
    this.strands = strands;
    this.serial = new SerialExecutor(executor);
  }

  /** Starts the run, or ends it at once when its arguments have problems. */
  void start(List<Problem> argumentProblems) {
    if (argumentProblems.isEmpty()) {
      enqueue(this::advance);
    } else {
      String message = String.join("; ", argumentProblems.stream().map(Problem::message).toList());
      enqueue(() -> end(failure(FailureCode.INVALID_ARGUMENT, message, "/parameters"), List.of()));
    }
  }

  @Override
  public CompletableFuture<RunResult> result() {
    return result;
  }

  @Override
  public void cancel() {
    String message = "the run was cancelled: start it again to have it finished";
    enqueue(
        () -> {
          String pointer = strands.root().place().pointer();
          end(failure(FailureCode.CANCELLED, message, pointer), History.steps(strands.root()));
        });
  }

  /** Lets every strand that can go on do so; ends the run when none has anything left to do. */
  private void advance() {
    for (Strand next = strands.next(); next != null && !ended; next = strands.next()) {
      Strand strand = next;
      guarded(strand, () -> advance(strand));
    }
    if (!ended && !strands.busy()) {
      Strand failed = History.firstFailed(strands.root());
      end(failed == null ? null : failed.failure(), History.steps(strands.root()));
    }
  }

  private void advance(Strand strand) {
    for (ModelStep<?> step = strand.advance(); step != null; step = strand.advance()) {
      strands.budget().step();
      StepReport finished = journal.find(step.path());
      if (finished == null) {
        submit(strand, step);
        return;
      }
      strand.finish(step, finished);
    }
    strands.rest(strand);
  }

  private <A> void submit(Strand strand, ModelStep<A> step) {
    Serving asked = strands.context().request().serving();
    Serving serving = strands.budget().capped(asked);
    Consumer<String> hearing = step.hearing();
    OutputListener output = hearing == null ? null : more -> enqueue(() -> hearing.accept(more));
    CompletableFuture<A> answer = step.submit(model, serving, output);
    requests.put(strand, answer);
    CompletableFuture<A> unused =
        answer.whenComplete(
            (value, error) ->
                enqueue(
                    () -> {
                      requests.remove(strand);
                      boolean capped = !serving.equals(asked);
                      guarded(strand, () -> resume(strand, step, value, unwrap(error), capped));
                      advance();
                    }));
  }

  private <A> void resume(
      Strand strand, ModelStep<A> step, A value, Throwable error, boolean capped) {
    if (error instanceof RequestFailedException failed) {
      if (capped && failed.code() == FailureCode.DEADLINE_EXCEEDED) {
        strands.budget().timeIsUp();
      }
      throw failed;
    }
    if (error != null) {
      breakDown(error);
      return;
    }
    StepReport report = step.report(value);
    journal.add(report);
    strand.finish(step, report);
    strands.resume(strand);
  }

  /** Runs a part of a strand, whose failures are values. */
  private void guarded(Strand strand, Runnable part) {
    try {
      part.run();
    } catch (Waiting waiting) {
      strands.await(strand, waiting.strands());
    } catch (StrandFailed failed) {
      fail(strand, failed.failure());
    } catch (RequestFailedException e) {
      fail(strand, failure(e.code(), e.getMessage(), strand.place().pointer()));
    }
  }

  /**
   * The program's own failure ends the run, as does a budget's end, where all steps count. The
   * failure of another strand waits for whoever reads its state, or for the end.
   */
  private void fail(Strand strand, RunResult.Failure failure) {
    if (strands.budget().isSpent()) {
      end(failure, History.steps(strands.root()));
    } else if (strand == strands.root()) {
      end(failure, History.stepsBefore(strand));
    } else {
      strand.fail(failure);
      strands.rest(strand);
    }
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
    } catch (RuntimeException | StackOverflowError e) {
      breakDown(new RunBrokenException(e));
    } catch (Error e) {
      breakDown(e);
    }
  }

  private RunResult.Failure failure(FailureCode code, String message, String pointer) {
    return strands.context().failure(code, message, pointer);
  }

  private void end(RunResult.Failure failure, List<StepReport> steps) {
    stop();
    Strand root = strands.root();
    StrandState state = root.state();
    result.complete(
        new RunResult(
            state.variables(), state.text(), state.messages(), steps, root.returned(), failure));
  }

  private void breakDown(Throwable error) {
    stop();
    result.completeExceptionally(error);
  }

  private void stop() {
    ended = true;
    List<CompletableFuture<?>> pending = new ArrayList<>(requests.values());
    pending.forEach(request -> request.cancel(false));
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
