package io.sglflink.runtime;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ConstraintOutcome;
import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.OutputListener;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.runtime.StopPatterns.StopPattern;
import io.sglflink.runtime.constraint.ConstraintCompiler;
import io.sglflink.runtime.engine.EngineFailedException;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenResult;
import io.sglflink.runtime.engine.Uninterruptibly;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * <p>Thread-safe. Prompts are tokenized on a thread of their own and constraints compiled on
 * others, so that neither callers nor the engine's thread wait for long ones; listeners are called
 * on one more.
 */
final class Engine implements LanguageModel, AutoCloseable {

  private final LoadedModel loaded;
  private final TokenEngine tokens;
  private final PromptEncoder encoder;
  private final LogprobReport report;
  private final ChoiceScorer scorer;
  private final ConstraintCompiler constraints;
  private final StopPatterns stopPatterns = new StopPatterns();
  private final ExecutorService tokenizing = executor("sglang-tokenizer", 1);

  /** Two threads, so that one constraint that takes seconds does not hold up the others. */
  private final ExecutorService compiling = executor("sglang-constraints", 2);

  private final ExecutorService telling = executor("sglang-output", 1);

  Engine(LoadedModel loaded, TokenEngine tokens) {
    this.loaded = loaded;
    this.tokens = tokens;
    this.encoder = new PromptEncoder(loaded);
    this.report = new LogprobReport(loaded.tokenizer());
    this.scorer = new ChoiceScorer(encoder, tokens, report);
    this.constraints =
        new ConstraintCompiler(
            loaded.tokenizer().tokenBytes(),
            loaded.tokenizer()::split,
            loaded.endTokens(),
            loaded.vocabSize(),
            compiling);
  }

  private static ExecutorService executor(String name, int threads) {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          thread.setContextClassLoader(Engine.class.getClassLoader());
          return thread;
        });
  }

  EngineStats stats() {
    return tokens.stats();
  }

  /** See {@link TokenEngine#flushCache}. */
  CompletableFuture<Integer> flushCache() {
    return tokens.flushCache();
  }

  /** See {@link TokenEngine#failure}. */
  EngineFailedException failure() {
    return tokens.failure();
  }

  /** See {@link TokenEngine#hasAnswered}. */
  boolean hasAnswered() {
    return tokens.hasAnswered();
  }

  @Override
  public ChatFormat chatFormat() {
    return loaded.chatFormat();
  }

  @Override
  public CompletableFuture<Generation> generate(GenerateRequest request) {
    return tokenized(request.id(), () -> start(request, null));
  }

  @Override
  public CompletableFuture<Generation> generate(GenerateRequest request, OutputListener listener) {
    if (listener == OutputListener.NONE) {
      return generate(request);
    }
    ToldOutput told = new ToldOutput(request.id(), listener, telling);
    return told.answer(tokenized(request.id(), () -> start(request, told)));
  }

  @Override
  public CompletableFuture<Scoring> score(ScoreRequest request) {
    return tokenized(request.id(), () -> scorer.score(request));
  }

  /**
   * @param told hears the first sample; null when nobody listens
   */
  private CompletableFuture<Generation> start(GenerateRequest request, ToldOutput told) {
    requireKnownTokens(request);
    if (NextToken.isAsked(request.sampling())) {
      return Futures.map(start(NextToken.draw(request), null), NextToken::answer);
    }
    int[] prompt = encoder.encode(request.id(), request.prompt());
    SamplingParams sampling = encoder.fitContext(request.sampling(), prompt.length);
    Set<Integer> ends = new HashSet<>(loaded.endTokens());
    ends.addAll(sampling.stopTokenIds());
    Map<Integer, String> stopTokens = stopTokens(sampling.stop());
    List<StopPattern> stops = stopPatterns.compile(request.id(), sampling.stopRegex());
    return Futures.compose(
        constraints.compile(request.id(), request.constraint()),
        constraint -> start(request, prompt, sampling, ends, stopTokens, stops, constraint, told));
  }

  private CompletableFuture<Generation> start(
      GenerateRequest request,
      int[] prompt,
      SamplingParams sampling,
      Set<Integer> ends,
      Map<Integer, String> stopTokens,
      List<StopPattern> stops,
      ConstraintCompiler.Enforced constraint,
      ToldOutput told) {
    List<OutputText> texts = new ArrayList<>(sampling.n());
    List<CompletableFuture<TokenResult>> running = new ArrayList<>(sampling.n());
    for (int i = 0; i < sampling.n(); i++) {
      OutputText text =
          new OutputText(loaded.tokenizer().newDecoder(), sampling.stop(), stopTokens, stops);
      texts.add(text);
      running.add(
          tokens.submit(
              new TokenRequest(
                  request.id(),
                  prompt,
                  sampling,
                  ends,
                  SampleSeed.of(request.drawSeed(), i),
                  // The samples share the prompt: one of them scores it for all.
                  i == 0 ? scoreFrom(sampling.logprobs()) : TokenRequest.SCORE_NOTHING,
                  i == 0 && told != null ? told.tell(text) : text,
                  constraint == null ? null : constraint.start(),
                  request.constraint().complete(),
                  request.serving())));
    }
    return Futures.map(
        Futures.all(running),
        results -> generation(prompt, sampling.logprobs(), results, texts, constraint));
  }

  /**
   * The stop strings that are a special token. Special tokens have no text, so that a search of the
   * text would not find them; those that end an output anyway are left to that.
   */
  private Map<Integer, String> stopTokens(List<String> stops) {
    Map<Integer, String> tokens = new HashMap<>();
    for (String stop : stops) {
      int[] ids = loaded.tokenizer().split(stop);
      if (ids.length == 1
          && loaded.tokenizer().isSpecial(ids[0])
          && !loaded.endTokens().contains(ids[0])) {
        tokens.put(ids[0], stop);
      }
    }
    return tokens;
  }

  /** Bounds on ids that no validation without the model can know. */
  private void requireKnownTokens(GenerateRequest request) {
    SamplingParams sampling = request.sampling();
    sampling.stopTokenIds().forEach(id -> requireKnown(request, "stop_token_ids", id));
    sampling.logitBias().keySet().forEach(id -> requireKnown(request, "logit_bias", id));
  }

  private void requireKnown(GenerateRequest request, String parameter, int token) {
    if (token < 0 || token >= loaded.vocabSize()) {
      throw new RequestFailedException(
          FailureCode.INVALID_SAMPLING,
          String.format(
              Locale.ROOT,
              "%s of step %s has token id %d, the model's vocabulary has %,d tokens: give an id"
                  + " from 0 to %d",
              parameter,
              request.id().step(),
              token,
              loaded.vocabSize(),
              loaded.vocabSize() - 1));
    }
  }

  private static int scoreFrom(LogprobOptions logprobs) {
    return logprobs.enabled() && logprobs.startLen() >= 0
        ? Math.max(1, logprobs.startLen())
        : TokenRequest.SCORE_NOTHING;
  }

  private Generation generation(
      int[] prompt,
      LogprobOptions options,
      List<TokenResult> results,
      List<OutputText> texts,
      ConstraintCompiler.Enforced constraint) {
    List<Generation.Sample> samples = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      TokenResult result = results.get(i);
      samples.add(
          new Generation.Sample(
              texts.get(i).text(),
              result.finishReason(),
              result.output().length,
              report.of(result.output(), 0, result.drawn(), options),
              constraint == null ? null : outcome(result, constraint)));
    }
    return new Generation(
        samples,
        prompt.length,
        TokenResults.cachedTokens(results),
        report.of(prompt, scoreFrom(options), results.get(0).scored(), options),
        TokenResults.timing(results));
  }

  private static ConstraintOutcome outcome(
      TokenResult result, ConstraintCompiler.Enforced constraint) {
    return new ConstraintOutcome(result.satisfied(), result.forced(), constraint.leftOut());
  }

  /** Runs {@code prepare} on the tokenizer's thread; cancelling the answer cancels what it made. */
  private <T> CompletableFuture<T> tokenized(RequestId id, Supplier<CompletableFuture<T>> prepare) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      tokenizing.execute(
          () -> {
            if (!answer.isDone()) {
              Futures.begin(prepare, answer, error -> RequestBug.contain(id, error));
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          new RequestFailedException(FailureCode.CANCELLED, "the engine was closed"));
    }
    return answer;
  }

  /** Cancels what still runs and frees model and tokenizer. */
  @Override
  public void close() {
    tokenizing.shutdown();
    Uninterruptibly.await(() -> tokenizing.awaitTermination(1, TimeUnit.DAYS));
    constraints.close();
    compiling.shutdown();
    Uninterruptibly.await(() -> compiling.awaitTermination(1, TimeUnit.DAYS));
    tokens.close();
    telling.shutdown();
    Uninterruptibly.await(() -> telling.awaitTermination(1, TimeUnit.DAYS));
    loaded.tokenizer().close();
  }
}
