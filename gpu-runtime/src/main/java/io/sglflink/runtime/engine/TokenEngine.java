package io.sglflink.runtime.engine;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.runtime.EngineStats;
import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs token requests on a model, batched continuously, on a thread of its own.
 *
 * <p>Thread-safe. Futures complete on the engine's thread: whoever waits on one goes on elsewhere.
 */
public final class TokenEngine implements AutoCloseable {

  private final Limits limits;
  private final LongSupplier nanoClock;
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final Thread thread;
  private volatile EngineStats stats = EngineStats.NOTHING;
  private volatile EngineFailedException failure;
  private volatile boolean closed;
  private int vocabSize;
  private StepLoop loop;

  /**
   * How much the engine may do at once, and how it goes about it.
   *
   * @param maxRunning most sequences that run side by side
   * @param chunk most prompt tokens of a step
   * @param reuse whether computed tokens are cached for later requests
   * @param eviction which cached tokens go first
   * @param jumpAhead whether tokens that a constraint leaves no choice about are taken without a
   *     draw
   * @param treeAttention whether rows may share segments; else every row attends all its slots
   *     itself
   * @param cost what attention costs on the model's device, by which segments are planned
   */
  public record Limits(
      int maxRunning,
      int chunk,
      boolean reuse,
      EvictionPolicy eviction,
      boolean jumpAhead,
      boolean treeAttention,
      CostModel cost) {}

  /**
   * Opens a model on the engine's thread and waits until it is ready.
   *
   * @param opener makes the model; what it throws comes out of this constructor
   * @param nanoClock monotonic nanoseconds
   */
  public TokenEngine(Supplier<StepModel> opener, Limits limits, LongSupplier nanoClock) {
    this.limits = requireNonNull(limits, "limits is null");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock is null");
    this.thread = new Thread(() -> run(opener), "sglang-engine");
    thread.setDaemon(true);
    // The thread outlives the job whose task opened the engine.
    thread.setContextClassLoader(TokenEngine.class.getClassLoader());
    thread.start();
    try {
      opened.join();
    } catch (CompletionException e) {
      Uninterruptibly.await(thread::join);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Submits a request. The future fails with {@link RequestFailedException} when the request is at
   * fault and with {@link EngineFailedException} when the engine is broken; cancelling it frees
   * what the request holds.
   */
  public CompletableFuture<TokenResult> submit(TokenRequest request) {
    RequestFailedException refusal = refusal(request);
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    Sequence sequence = new Sequence(request, nanoClock.getAsLong());
    inbox.add(() -> accept(sequence));
    CompletableFuture<TokenResult> unused =
        sequence
            .future()
            .whenComplete(
                (result, error) -> {
                  if (sequence.future().isCancelled()) {
                    inbox.add(() -> cancel(sequence));
                  }
                });
    if (isOver()) {
      // The thread may have ended before it saw this request.
      sequence.future().completeExceptionally(ended());
    }
    return sequence.future();
  }

  /** Why {@code request} can never run, or null when it can. */
  private RequestFailedException refusal(TokenRequest request) {
    for (int token : request.prompt()) {
      if (token < 0 || token >= vocabSize) {
        return new RequestFailedException(
            FailureCode.INVALID_ARGUMENT,
            String.format(
                "%s has token %d in its prompt, the model's vocabulary ends before %d: use the"
                    + " tokenizer that belongs to the model",
                request.id(), token, vocabSize));
      }
    }
    int capacity = request.capacity();
    int slots = stats.kvSlots();
    if (capacity > slots) {
      return new RequestFailedException(
          FailureCode.KV_POOL_TOO_SMALL,
          String.format(
              "%s needs %,d KV slots (%,d prompt tokens and max_tokens %,d), the pool has %,d:"
                  + " lower max_tokens or raise --kv-memory or --mem-fraction-static",
              request.id(),
              capacity,
              request.prompt().length,
              request.sampling().maxTokens(),
              slots));
    }
    return null;
  }

  /**
   * Forgets the cached tokens that no running request holds, between two steps. SGLang refuses this
   * while requests run or wait; here they go on, and lose at most what they might have found.
   *
   * @return how many tokens were forgotten; fails as the futures of {@link #submit} do when the
   *     engine has ended
   */
  public CompletableFuture<Integer> flushCache() {
    CompletableFuture<Integer> flushed = new CompletableFuture<>();
    inbox.add(() -> flush(flushed));
    if (isOver()) {
      flushed.completeExceptionally(ended());
    }
    return flushed;
  }

  private void flush(CompletableFuture<Integer> flushed) {
    if (isOver()) {
      flushed.completeExceptionally(ended());
    } else {
      int tokens = loop.scheduler().pool().flush();
      stats = loop.stats();
      flushed.complete(tokens);
    }
  }

  /** Whether a step has failed, so that no request can succeed any more. */
  public boolean isBroken() {
    return failure != null;
  }

  /** Counters as of the last turn, with every request whose future is done. */
  public EngineStats stats() {
    return stats;
  }

  /** Cancels what still runs, frees the model and ends the thread. */
  @Override
  public void close() {
    closed = true;
    inbox.add(() -> {});
    Uninterruptibly.await(thread::join);
  }

  private void run(Supplier<StepModel> opener) {
    try (StepModel model = opener.get()) {
      vocabSize = model.vocabSize();
      loop = new StepLoop(model, limits, nanoClock);
      stats = loop.stats();
      opened.complete(null);
      while (!closed) {
        drainInbox();
        turn();
      }
      // Nobody frees a model that still computes.
      loop.drain();
    } catch (InterruptedException e) {
      closed = true;
    } catch (Throwable e) {
      failure = new EngineFailedException("the engine failed: " + e.getMessage(), e);
      opened.completeExceptionally(e);
    }
    if (loop != null) {
      loop.scheduler().publishEnds();
      inbox.forEach(Runnable::run);
      List<Sequence> left = new ArrayList<>(loop.scheduler().running().list());
      left.addAll(loop.scheduler().waiting().list());
      left.forEach(sequence -> sequence.future().completeExceptionally(ended()));
    }
  }

  /** Whether no turn follows: books that a failure left half done are not to be touched. */
  private boolean isOver() {
    return failure != null || closed;
  }

  private RuntimeException ended() {
    return failure != null
        ? failure
        : new RequestFailedException(FailureCode.CANCELLED, "the engine was closed");
  }

  private void accept(Sequence sequence) {
    if (isOver()) {
      sequence.future().completeExceptionally(ended());
    } else if (!sequence.future().isDone()) {
      loop.scheduler().add(sequence);
    }
  }

  private void cancel(Sequence sequence) {
    if (!isOver()) {
      loop.scheduler().cancel(sequence);
    }
  }

  /** Waits for a command when there is nothing to run. */
  private void drainInbox() throws InterruptedException {
    Runnable command = loop.isIdle() ? inbox.take() : inbox.poll();
    loop.resume();
    while (command != null) {
      command.run();
      command = inbox.poll();
    }
  }

  private void turn() {
    loop.turn();
    loop.pause();
    stats = loop.stats();
    // Whoever sees a request's end finds it in the counters, all of the turn's time included.
    loop.scheduler().publishEnds();
  }
}
