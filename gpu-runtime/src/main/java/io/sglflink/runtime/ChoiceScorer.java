package io.sglflink.runtime;

import io.sglflink.model.FailureCode;
import io.sglflink.model.Generation;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.model.Scoring.ChoiceScore;
import io.sglflink.model.TokenLogprob;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.engine.TokenResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Scores choices by the mean log-probability of their own tokens.
 *
 * <p>A choice's own tokens are those of {@code tok(prompt + choice)} after the prompt's, and the
 * prompt's last token too where the choice changed it: SGLang's token_length_normalized rule as it
 * is meant.
 */
final class ChoiceScorer {

  private static final SamplingParams NO_OUTPUT =
      new SamplingParams(0, 0, 0, 1, -1, 0, 0, 0, List.of(), List.of(), true, LogprobOptions.NONE);

  private final PromptEncoder encoder;
  private final TokenEngine tokens;
  private final LogprobReport report;
  private final boolean reuse;

  /**
   * @param reuse whether requests share the tokens that they have in common
   */
  ChoiceScorer(PromptEncoder encoder, TokenEngine tokens, LogprobReport report, boolean reuse) {
    this.encoder = encoder;
    this.tokens = tokens;
    this.report = report;
    this.reuse = reuse;
  }

  CompletableFuture<Scoring> score(ScoreRequest request) {
    RequestId id = request.id();
    int[] prompt = encoder.encode(id, request.prompt());
    List<TokenRequest> choices = new ArrayList<>();
    for (String choice : request.choices()) {
      int[] whole = encoder.encode(id, request.prompt(), prompt, choice);
      choices.add(scored(id, whole, firstScored(id, prompt, whole)));
    }
    CompletableFuture<Scoring> answer = new CompletableFuture<>();
    if (!reuse || choices.size() == 1) {
      Futures.forward(all(prompt.length, null, choices, answer), answer);
      return answer;
    }
    // The prompt once for all, or the choices would each compute it side by side.
    CompletableFuture<TokenResult> prefix =
        tokens.submit(scored(id, prompt, TokenRequest.SCORE_NOTHING));
    Futures.cancelWith(answer, prefix);
    Futures.forward(prefix.thenCompose(done -> all(prompt.length, done, choices, answer)), answer);
    return answer;
  }

  private CompletableFuture<Scoring> all(
      int promptLength,
      TokenResult prefix,
      List<TokenRequest> choices,
      CompletableFuture<Scoring> owner) {
    List<CompletableFuture<TokenResult>> running = choices.stream().map(tokens::submit).toList();
    running.forEach(one -> Futures.cancelWith(owner, one));
    return CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]))
        .thenApply(
            done -> {
              List<TokenResult> results = running.stream().map(CompletableFuture::join).toList();
              TokenResult first = prefix == null ? results.get(0) : prefix;
              long after = prefix == null ? 0 : total(prefix);
              long longest = results.stream().mapToLong(ChoiceScorer::total).max().orElseThrow();
              long waiting = first.timing().waiting();
              return scoring(
                  promptLength,
                  first.cachedTokens(),
                  choices,
                  results,
                  new Generation.Timing(waiting, after + longest - waiting));
            });
  }

  private Scoring scoring(
      int promptLength,
      int cached,
      List<TokenRequest> choices,
      List<TokenResult> results,
      Generation.Timing timing) {
    int promptTokens = promptLength;
    List<ChoiceScore> scores = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      TokenRequest choice = choices.get(i);
      List<TokenLogprob> own =
          report.of(
              choice.prompt(), choice.scoreFrom(), results.get(i).scored(), LogprobOptions.NONE);
      double mean = own.stream().mapToDouble(TokenLogprob::logprob).average().orElseThrow();
      if (!Double.isFinite(mean)) {
        throw new RequestFailedException(
            FailureCode.NON_FINITE_LOGITS,
            "the model's log-probabilities of choice "
                + i
                + " of "
                + choice.id()
                + " are not finite: check the weights with check-model, or use another dtype");
      }
      scores.add(new ChoiceScore(mean, own));
      promptTokens += Math.max(0, choice.prompt().length - promptLength);
    }
    return new Scoring(scores, promptTokens, Math.min(promptLength, cached), timing);
  }

  private static long total(TokenResult result) {
    return result.timing().waiting() + result.timing().running();
  }

  private static int firstScored(RequestId id, int[] prompt, int[] whole) {
    int last = prompt.length - 1;
    boolean kept = whole.length > prompt.length && whole[last] == prompt[last];
    int first = kept ? prompt.length : Math.min(last, whole.length - 1);
    if (whole.length == 1) {
      throw new RequestFailedException(
          FailureCode.PROMPT_EMPTY,
          "step "
              + id.step()
              + " scores a choice that is the model's first token: put text before the select");
    }
    // The first token of all has no probability of its own.
    return Math.max(1, first);
  }

  private static TokenRequest scored(RequestId id, int[] prompt, int scoreFrom) {
    return new TokenRequest(id, prompt, NO_OUTPUT, Set.of(), 0, scoreFrom, StopCheck.NONE);
  }
}
