package io.sglflink.runtime;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.runtime.constraint.ConstraintCompiler;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenResult;
import io.sglflink.runtime.engine.Uninterruptibly;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A language model over a {@link TokenEngine}: text in, text out.
 *
 * <p>Thread-safe. Prompts are tokenized and constraints compiled on a thread of their own, so that
 * neither callers nor the engine's thread wait for long ones.
 */
final class Engine implements LanguageModel, AutoCloseable {

  private final LoadedModel loaded;
  private final TokenEngine tokens;
  private final PromptEncoder encoder;
  private final LogprobReport report;
  private final ChoiceScorer scorer;
  private final ConstraintCompiler constraints;
  private final ExecutorService tokenizing =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "sglang-tokenizer");
            thread.setDaemon(true);
            thread.setContextClassLoader(Engine.class.getClassLoader());
            return thread;
          });

  Engine(LoadedModel loaded, TokenEngine tokens) {
    this.loaded = loaded;
    this.tokens = tokens;
    this.encoder = new PromptEncoder(loaded);
    this.report = new LogprobReport(loaded.tokenizer());
    this.scorer = new ChoiceScorer(encoder, tokens, report);
    this.constraints =
        new ConstraintCompiler(
            loaded.tokenizer().tokenBytes(), loaded.endTokens(), loaded.vocabSize());
  }

  EngineStats stats() {
    return tokens.stats();
  }

  /** Whether no request can succeed any more. */
  boolean isBroken() {
    return tokens.isBroken();
  }

  @Override
  public ChatFormat chatFormat() {
    return loaded.chatFormat();
  }

  @Override
  public CompletableFuture<Generation> generate(GenerateRequest request) {
    return tokenized(() -> start(request));
  }

  @Override
  public CompletableFuture<Scoring> score(ScoreRequest request) {
    return tokenized(() -> scorer.score(request));
  }

  private CompletableFuture<Generation> start(GenerateRequest request) {
    int[] prompt = encoder.encode(request.id(), request.prompt());
    SamplingParams sampling = encoder.fitContext(request.sampling(), prompt.length);
    Set<Integer> ends = new HashSet<>(loaded.endTokens());
    ends.addAll(sampling.stopTokenIds());
    OutputText text = new OutputText(loaded.tokenizer().newDecoder(), sampling.stop());
    TokenRequest tokenRequest =
        new TokenRequest(
            request.id(),
            prompt,
            sampling,
            ends,
            request.seed(),
            scoreFrom(sampling.logprobs()),
            text,
            constraints.compile(request.id(), request.constraint()),
            request.serving());
    CompletableFuture<TokenResult> result = tokens.submit(tokenRequest);
    CompletableFuture<Generation> answer = new CompletableFuture<>();
    Futures.forward(result.thenApply(r -> generation(tokenRequest, r, text.text())), answer);
    Futures.cancelWith(answer, result);
    return answer;
  }

  private static int scoreFrom(LogprobOptions logprobs) {
    return logprobs.enabled() && logprobs.startLen() >= 0
        ? Math.max(1, logprobs.startLen())
        : TokenRequest.SCORE_NOTHING;
  }

  private Generation generation(TokenRequest request, TokenResult result, String text) {
    LogprobOptions options = request.sampling().logprobs();
    return new Generation(
        text,
        result.finishReason(),
        request.prompt().length,
        result.output().length,
        result.cachedTokens(),
        report.of(request.prompt(), request.scoreFrom(), result.scored(), options),
        report.of(result.output(), 0, result.drawn(), options),
        result.timing());
  }

  /** Runs {@code prepare} on the tokenizer's thread; cancelling the answer cancels what it made. */
  private <T> CompletableFuture<T> tokenized(Supplier<CompletableFuture<T>> prepare) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      tokenizing.execute(() -> prepare(prepare, answer));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          new RequestFailedException(FailureCode.CANCELLED, "the engine was closed"));
    }
    return answer;
  }

  private static <T> void prepare(
      Supplier<CompletableFuture<T>> prepare, CompletableFuture<T> answer) {
    if (answer.isDone()) {
      return;
    }
    try {
      Futures.forward(prepare.get(), answer);
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  /** Cancels what still runs and frees model and tokenizer. */
  @Override
  public void close() {
    tokenizing.shutdown();
    Uninterruptibly.await(() -> tokenizing.awaitTermination(1, TimeUnit.DAYS));
    tokens.close();
    loaded.tokenizer().close();
  }
}
