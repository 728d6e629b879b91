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

  private static final SamplingParams NO_OUTPUT = SamplingParams.greedy(0, LogprobOptions.NONE);

  private final PromptEncoder encoder;
  private final TokenEngine tokens;
  private final LogprobReport report;

  ChoiceScorer(PromptEncoder encoder, TokenEngine tokens, LogprobReport report) {
    this.encoder = encoder;
    this.tokens = tokens;
    this.report = report;
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
    List<CompletableFuture<TokenResult>> running = choices.stream().map(tokens::submit).toList();
    running.forEach(one -> Futures.cancelWith(answer, one));
    Futures.forward(
        CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]))
            .thenApply(
                done ->
                    scoring(
                        prompt.length,
                        choices,
                        running.stream().map(CompletableFuture::join).toList())),
        answer);
    return answer;
  }

  private Scoring scoring(int promptLength, List<TokenRequest> choices, List<TokenResult> results) {
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
    // The others may have reused what the first one computed.
    TokenResult first = results.get(0);
    long waiting = first.timing().waiting();
    long longest = results.stream().mapToLong(ChoiceScorer::total).max().orElseThrow();
    return new Scoring(
        scores,
        promptTokens,
        Math.min(promptLength, first.cachedTokens()),
        new Generation.Timing(waiting, longest - waiting));
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
