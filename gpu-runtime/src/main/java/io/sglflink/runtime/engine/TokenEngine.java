package io.sglflink.runtime.engine;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.runtime.EngineStats;
import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs token requests on a model, batched continuously, on a thread of its own.
 *
 * <p>Thread-safe. Futures complete on the engine's thread, or on the watchdog's where a step hangs:
 * whoever waits on one goes on elsewhere.
 */
public final class TokenEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TokenEngine.class);

  /** The longest that closing waits for a thread that hangs, in milliseconds. */
  private static final long LONGEST_GRACE = 10_000;

  private final Limits limits;
  private final LongSupplier nanoClock;
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();

  /** Each fails a future that is not done; any thread runs them. */
  private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();

  private final AtomicReference<EngineFailedException> failure = new AtomicReference<>();

  /** Zero when the thread has ended, or hangs. */
  private final CountDownLatch over = new CountDownLatch(1);

  private final Thread thread;
  private final QuietExit exit = new QuietExit(() -> inbox.add(() -> {}));
  private volatile EngineStats stats = EngineStats.NOTHING;
  private volatile boolean answered;
  private volatile boolean closed;
  private int vocabSize;
  private StepLoop loop;
  private Watchdog watchdog;

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
   * @param stepTimeout how long a step may take before the engine counts as broken; zero for ever
   */
  public record Limits(
      int maxRunning,
      int chunk,
      boolean reuse,
      EvictionPolicy eviction,
      boolean jumpAhead,
      boolean treeAttention,
      CostModel cost,
      Duration stepTimeout) {}

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
    CompletableFuture<TokenResult> unused =
        sequence
            .future()
            .whenComplete(
                (result, error) -> {
                  if (sequence.future().isCancelled()) {
                    inbox.add(() -> cancel(sequence));
                  } else if (result != null && isAnswer(result)) {
                    answered = true;
                  }
                });
    return enqueue(() -> accept(sequence), sequence.future());
  }

  private <T> CompletableFuture<T> enqueue(Runnable command, CompletableFuture<T> future) {
    Runnable fail = () -> future.completeExceptionally(ended());
    pending.add(fail);
    CompletableFuture<T> unused = future.whenComplete((result, error) -> pending.remove(fail));
    inbox.add(command);
    if (isOver()) {
      // The thread may have ended before it saw this command.
      fail.run();
    }
    return future;
  }

  /** A prompt that was only computed says little about the engine. */
  private static boolean isAnswer(TokenResult result) {
    return result.output().length > 0 || !result.scored().isEmpty();
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
    return enqueue(() -> flush(flushed), flushed);
  }

  private void flush(CompletableFuture<Integer> flushed) {
    int tokens = loop.scheduler().pool().flush();
    stats = loop.stats();
    flushed.complete(tokens);
  }

  /** Why no request can succeed any more; null while one can. */
  public EngineFailedException failure() {
    return failure.get();
  }

  /** Whether a request has got a token or a score so far. */
  public boolean hasAnswered() {
    return answered;
  }

  /** Counters as of the last turn, with every request whose future is done. */
  public EngineStats stats() {
    return stats;
  }

  /**
   * Cancels what still runs, frees the model and ends the thread. A thread that hangs is left
   * behind after a while, with all that it holds.
   */
  @Override
  public void close() {
    closed = true;
    inbox.add(() -> {});
    Uninterruptibly.await(over::await);
    Uninterruptibly.await(() -> thread.join(grace()));
    if (thread.isAlive()) {
      LOG.warn(
          "The engine's thread is left behind in a call that does not end: its weights and its KV"
              + " pool of {} slots stay in memory until this JVM ends",
          stats.kvSlots());
    }
  }

  /**
   * What a thread that hangs is given once more, in milliseconds; never zero, which is for ever.
   */
  private long grace() {
    long limit = Math.max(1, limits.stepTimeout().toMillis());
    return limits.stepTimeout().isZero() ? LONGEST_GRACE : Math.min(limit, LONGEST_GRACE);
  }

  private void run(Supplier<StepModel> opener) {
    try (StepModel model = opener.get()) {
      serve(model);
    } catch (InterruptedException e) {
      closed = true;
    } catch (Throwable e) {
      fail(e);
      opened.completeExceptionally(e);
    }
    if (watchdog != null) {
      exit.end();
      watchdog.stop();
      loop.scheduler().publishEnds();
      failPending();
    }
    over.countDown();
  }

  private void serve(StepModel model) throws InterruptedException {
    vocabSize = model.vocabSize();
    loop = new StepLoop(model, limits, nanoClock);
    watchdog = new Watchdog(limits.stepTimeout(), nanoClock, loop::computing);
    watchdog.watch(this::giveUp);
    stats = loop.stats();
    exit.begin();
    opened.complete(null);
    try {
      while (!isOver()) {
        exit.pass();
        drainInbox();
        exit.pass();
        turn();
      }
      // The last turn goes on until the model is closed.
      watchdog.begin();
      // Nobody frees a model that still computes.
      loop.drain();
    } catch (RuntimeException | Error e) {
      // Before the model is closed: that may hang on a broken device.
      fail(e);
      throw e;
    }
  }

  /** On the watchdog's thread: the engine's own may never come back. */
  private void giveUp(StepHungException hung) {
    fail(hung);
    failPending();
    over.countDown();
  }

  /** The first failure is the one that counts. */
  private void fail(Throwable cause) {
    EngineFailedException failed =
        new EngineFailedException("the engine failed: " + cause.getMessage(), cause);
    failure.compareAndSet(null, failed);
  }

  private void failPending() {
    pending.forEach(Runnable::run);
  }

  /** Whether no turn follows. */
  private boolean isOver() {
    return failure.get() != null || closed;
  }

  private RuntimeException ended() {
    EngineFailedException failed = failure.get();
    return failed != null
        ? failed
        : new RequestFailedException(FailureCode.CANCELLED, "the engine was closed");
  }

  private void accept(Sequence sequence) {
    if (!sequence.future().isDone()) {
      loop.scheduler().add(sequence);
    }
  }

  private void cancel(Sequence sequence) {
    loop.scheduler().cancel(sequence);
  }

  /** Waits for a command when there is nothing to run; the turn begins with it. */
  private void drainInbox() throws InterruptedException {
    Runnable command = loop.isIdle() ? inbox.take() : inbox.poll();
    watchdog.begin();
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
    watchdog.end();
  }
}
