package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/**
 * A language model without a model: its answers are a function of the request alone.
 *
 * <p>Text comes from {@link FakeText} (prompt, sampling parameters, constraint and seed), scores
 * from {@link FakeText#score} (prompt and choice). A prompt counts one token per character, half of
 * them cached. Calls complete at once, in the caller, unless {@link #hold} was called: then each
 * waits for {@link #release}. Thread-safe.
 */
public final class FakeLanguageModel implements LanguageModel {

  private final ChatFormat chatFormat = new FakeChatFormat();
  private final List<GenerateRequest> generateCalls = new ArrayList<>();
  private final List<ScoreRequest> scoreCalls = new ArrayList<>();
  private final Deque<Held<?>> held = new ArrayDeque<>();
  private Function<GenerateRequest, Generation> generating = FakeText::generate;
  private ToDoubleBiFunction<String, String> scoring = FakeText::score;
  private Predicate<RequestId> failing = id -> false;
  private Throwable failure;
  private boolean holding;
  private int cancelled;

  /** Answers generate calls with {@code texts} of the request; all else stays as it is. */
  public synchronized FakeLanguageModel answering(Function<GenerateRequest, String> texts) {
    generating = request -> FakeText.generation(request, texts.apply(request));
    return this;
  }

  /** Scores choices with {@code scores} of prompt and choice. */
  public synchronized FakeLanguageModel scoring(ToDoubleBiFunction<String, String> scores) {
    scoring = requireNonNull(scores, "scores is null");
    return this;
  }

  /** Fails the requests that {@code which} accepts. */
  public synchronized FakeLanguageModel failing(Predicate<RequestId> which, Throwable with) {
    failing = requireNonNull(which, "which is null");
    failure = requireNonNull(with, "with is null");
    return this;
  }

  /** Lets the calls from now on wait for {@link #release}. */
  public synchronized FakeLanguageModel hold() {
    holding = true;
    return this;
  }

  /** Completes up to {@code count} waiting calls, oldest first, in the caller. */
  public int release(int count) {
    int released = 0;
    for (Held<?> next = next(); next != null; next = next()) {
      next.complete();
      released++;
      if (released == count) {
        break;
      }
    }
    return released;
  }

  /** Fails the oldest waiting call, in the caller. */
  public void fail(Throwable with) {
    next().future().completeExceptionally(with);
  }

  /** Completes all waiting calls, and holds no more. */
  public int releaseAll() {
    synchronized (this) {
      holding = false;
    }
    return release(Integer.MAX_VALUE);
  }

  /** Calls that wait for release and were not cancelled. */
  public synchronized int waiting() {
    return (int) held.stream().filter(call -> !call.future().isDone()).count();
  }

  /** Calls that were cancelled before they completed. */
  public synchronized int cancelled() {
    return cancelled;
  }

  /** All calls. */
  public synchronized int calls() {
    return generateCalls.size() + scoreCalls.size();
  }

  /** All generate calls, oldest first. */
  public synchronized List<GenerateRequest> generateCalls() {
    return List.copyOf(generateCalls);
  }

  /** All score calls, oldest first. */
  public synchronized List<ScoreRequest> scoreCalls() {
    return List.copyOf(scoreCalls);
  }

  @Override
  public CompletableFuture<Generation> generate(GenerateRequest request) {
    Function<GenerateRequest, Generation> answer;
    synchronized (this) {
      generateCalls.add(request);
      answer = generating;
    }
    return submit(request.id(), () -> answer.apply(request));
  }

  @Override
  public CompletableFuture<Scoring> score(ScoreRequest request) {
    ToDoubleBiFunction<String, String> answer;
    synchronized (this) {
      scoreCalls.add(request);
      answer = scoring;
    }
    return submit(request.id(), () -> FakeText.scoring(request, answer));
  }

  @Override
  public ChatFormat chatFormat() {
    return chatFormat;
  }

  private <A> CompletableFuture<A> submit(RequestId id, Answer<A> answer) {
    CompletableFuture<A> future = new CompletableFuture<>();
    CompletableFuture<A> unused =
        future.whenComplete(
            (value, error) -> {
              if (future.isCancelled()) {
                countCancelled();
              }
            });
    Held<A> call;
    synchronized (this) {
      Throwable error = failing.test(id) ? failure : null;
      call = new Held<>(future, answer, error);
      if (holding) {
        held.add(call);
        return future;
      }
    }
    call.complete();
    return future;
  }

  private synchronized Held<?> next() {
    Held<?> next = held.poll();
    while (next != null && next.future().isDone()) {
      next = held.poll();
    }
    return next;
  }

  private synchronized void countCancelled() {
    cancelled++;
  }

  /** Computes an answer. */
  private interface Answer<A> {
    A get();
  }

  /** A call and what completes it. */
  private record Held<A>(CompletableFuture<A> future, Answer<A> answer, Throwable error) {

    void complete() {
      if (error != null) {
        future.completeExceptionally(error);
        return;
      }
      try {
        future.complete(answer.get());
      } catch (RequestFailedException e) {
        future.completeExceptionally(e);
      }
    }
  }
}
