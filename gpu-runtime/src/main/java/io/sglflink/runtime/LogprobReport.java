package io.sglflink.runtime;

import io.sglflink.model.LogprobOptions;
import io.sglflink.model.TokenLogprob;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Turns the model's log-probabilities into those that a request asked for. */
final class LogprobReport {

  private final Tokenizer tokenizer;

  LogprobReport(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** One entry for each of {@code logprobs}, whose tokens are those from {@code first} on. */
  List<TokenLogprob> of(int[] tokens, int first, List<Logprobs> logprobs, LogprobOptions options) {
    List<TokenLogprob> report = new ArrayList<>(logprobs.size());
    for (int i = 0; i < logprobs.size(); i++) {
      report.add(one(tokens[first + i], logprobs.get(i), options));
    }
    return report;
  }

  private TokenLogprob one(int token, Logprobs logprobs, LogprobOptions options) {
    List<TokenLogprob> top = new ArrayList<>();
    for (int i = 0; i < Math.min(options.top(), logprobs.topTokens().length); i++) {
      int id = logprobs.topTokens()[i];
      top.add(new TokenLogprob(id, logprobs.topLogprobs()[i], text(id, options), List.of()));
    }
    return new TokenLogprob(token, logprobs.logprob(), text(token, options), top);
  }

  private String text(int token, LogprobOptions options) {
    return options.text() ? tokenizer.tokenText(token) : null;
  }
}
