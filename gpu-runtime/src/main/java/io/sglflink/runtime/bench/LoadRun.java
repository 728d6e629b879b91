package io.sglflink.runtime.bench;

import io.sglflink.runtime.EngineStats;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.engine.TokenResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;

/** Runs one load to its end: submits its requests, and those that follow from their outputs. */
final class LoadRun {

  private final TokenEngine engine;
  private final String program;
  private final int context;
  private final LongSupplier nanoClock;
  private final BlockingQueue<Submitted> ended = new LinkedBlockingQueue<>();
  private final List<Submitted> all = new ArrayList<>();

  /**
   * @param program the load's name, which requests name as their program
   * @param context most tokens of a request
   * @param nanoClock monotonic nanoseconds
   */
  LoadRun(TokenEngine engine, String program, int context, LongSupplier nanoClock) {
    this.engine = engine;
    this.program = program;
    this.context = context;
    this.nanoClock = nanoClock;
  }

  /**
   * Runs {@code calls} and all that follows from them.
   *
   * @throws CompletionException when a request fails
   */
  Outcome run(List<Call> calls) {
    EngineStats before = engine.stats();
    long start = nanoClock.getAsLong();
    calls.forEach(call -> submit(call, 0));
    for (int done = 0; done < all.size(); done++) {
      Submitted request = take();
      int[] output = request.result.join().output();
      request.call.then().apply(output).forEach(next -> submit(next, request.chain));
    }
    EngineStats after = engine.stats();
    long end = all.stream().mapToLong(request -> request.end).max().orElseThrow();
    // Only now: nothing may take the cores from what is measured.
    PromptTree tree = new PromptTree();
    all.forEach(request -> tree.add(request.call, request.result.join().output()));
    return new Outcome(
        all.size(),
        all.stream().mapToLong(request -> request.call.prompt().length).sum(),
        all.stream().mapToLong(request -> request.count).sum(),
        all.stream().mapToLong(Submitted::scored).sum(),
        all.stream().mapToLong(request -> request.chain).max().orElseThrow(),
        (end - start) / 1e9,
        decode(),
        before,
        after,
        tree);
  }

  private void submit(Call call, long chainBefore) {
    int length = call.prompt().length + call.output();
    if (length > context) {
      throw new IllegalArgumentException(
          String.format(
              "%s has a request of %,d tokens, the model's context is %,d: make it shorter",
              program, length, context));
    }
    all.add(new Submitted(call, chainBefore));
  }

  private Submitted take() {
    try {
      return ended.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the benchmark was interrupted");
    }
  }

  /** From the last first token to the first last one, if that is any time. */
  private Outcome.Decode decode() {
    if (all.stream().anyMatch(request -> request.count < 2)) {
      return null;
    }
    long from = all.stream().mapToLong(request -> request.times[0]).max().orElseThrow();
    long to =
        all.stream().mapToLong(request -> request.times[request.count - 1]).min().orElseThrow();
    long tokens = all.stream().mapToLong(request -> request.tokensWithin(from, to)).sum();
    if (to <= from || tokens < all.size()) {
      return null;
    }
    double seconds = (to - from) / 1e9;
    return new Outcome.Decode(tokens / seconds, 1e3 * seconds * all.size() / tokens);
  }

  /** A request, which notes when its tokens come. The engine's thread writes before it ends. */
  private final class Submitted {
    final Call call;

    /** Steps until it can end, those of the requests before it included. */
    final long chain;

    final long[] times;
    final CompletableFuture<TokenResult> result;
    int count;
    long end;

    Submitted(Call call, long chainBefore) {
      this.call = call;
      this.chain = chainBefore + Math.max(1, call.output());
      this.times = new long[call.output()];
      this.result = engine.submit(call.request(program, this::stamp));
      CompletableFuture<TokenResult> unused =
          result.whenComplete(
              (value, error) -> {
                end = nanoClock.getAsLong();
                ended.add(this);
              });
    }

    private StopCheck.Stopped stamp(int token) {
      times[count++] = nanoClock.getAsLong();
      return null;
    }

    /** Tokens after {@code from}, until {@code to}. */
    long tokensWithin(long from, long to) {
      return Arrays.stream(times, 0, count).filter(time -> time > from && time <= to).count();
    }

    long scored() {
      return call.scoreFrom() == TokenRequest.SCORE_NOTHING
          ? 0
          : call.prompt().length - call.scoreFrom();
    }
  }
}
