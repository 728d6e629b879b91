package io.sglflink.runtime;

import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.FailureCode;
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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Scores choices by the log-probabilities of their own tokens.
 *
 * <p>A choice's own tokens are those of {@code tok(prompt + choice)} after the prompt's, and the
 * prompt's last token too where the choice changed it: SGLang's token_length_normalized rule as it
 * is meant. Where the method asks for it, the same tokens are scored without the prompt as well,
 * and without a begin-of-sequence token, as SGLang does it. All of it is submitted at once.
 */
final class ChoiceScorer {

  private final PromptEncoder encoder;
  private final TokenEngine tokens;
  private final LogprobReport report;

  ChoiceScorer(PromptEncoder encoder, TokenEngine tokens, LogprobReport report) {
    this.encoder = encoder;
    this.tokens = tokens;
    this.report = report;
  }

  CompletableFuture<Scoring> score(ScoreRequest request) {
    int[] prompt = encoder.encode(request.id(), request.prompt());
    List<TokenRequest> choices = new ArrayList<>();
    for (String choice : request.choices()) {
      int[] whole = encoder.encode(request.id(), request.prompt(), prompt, choice);
      choices.add(scored(request, whole, firstScored(request.id(), prompt, whole)));
    }
    List<TokenRequest> alone = new ArrayList<>();
    if (request.method() == ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED) {
      choices.forEach(choice -> alone.add(alone(request, choice)));
    }
    List<TokenRequest> all = new ArrayList<>(choices);
    // A single token's first one is all there is, and has no log-probability.
    alone.stream().filter(one -> one.prompt().length > 1).forEach(all::add);
    return Futures.map(
        Futures.all(all.stream().map(tokens::submit).toList()),
        results -> scoring(request, prompt.length, choices, alone, results));
  }

  private Scoring scoring(
      ScoreRequest request,
      int promptLength,
      List<TokenRequest> choices,
      List<TokenRequest> alone,
      List<TokenResult> results) {
    int promptTokens = promptLength;
    int next = choices.size();
    List<ChoiceScore> scores = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      TokenRequest choice = choices.get(i);
      List<TokenLogprob> own = report(request, choice, results.get(i));
      List<TokenLogprob> unconditional = List.of();
      if (!alone.isEmpty() && alone.get(i).prompt().length > 1) {
        unconditional = report(request, alone.get(i), results.get(next++));
      }
      double mean = own.stream().mapToDouble(TokenLogprob::logprob).average().orElseThrow();
      ChoiceScore score = new ChoiceScore(mean, own, unconditional);
      if (!Double.isFinite(mean) || !Double.isFinite(score.normalizedUnconditionalLogprob())) {
        throw new RequestFailedException(
            FailureCode.NON_FINITE_LOGITS,
            "the model's log-probabilities of choice "
                + i
                + " of "
                + choice.id()
                + " are not finite: check the weights with check-model, or use another dtype");
      }
      scores.add(score);
      promptTokens += Math.max(0, choice.prompt().length - promptLength);
    }
    // The others may have reused what the first one computed.
    int cached = Math.min(promptLength, results.get(0).cachedTokens());
    return new Scoring(scores, promptTokens, cached, TokenResults.timing(results));
  }

  private List<TokenLogprob> report(ScoreRequest request, TokenRequest scored, TokenResult result) {
    return report.of(scored.prompt(), scored.scoreFrom(), result.scored(), request.logprobs());
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

  private static TokenRequest scored(ScoreRequest request, int[] prompt, int scoreFrom) {
    return new TokenRequest(
        request.id(),
        prompt,
        SamplingParams.greedy(0, request.logprobs()),
        Set.of(),
        0,
        scoreFrom,
        StopCheck.NONE,
        null,
        false,
        request.serving());
  }

  /** A choice's own tokens without what comes before them. */
  private static TokenRequest alone(ScoreRequest request, TokenRequest choice) {
    int[] whole = choice.prompt();
    return scored(request, Arrays.copyOfRange(whole, choice.scoreFrom(), whole.length), 1);
  }
}
