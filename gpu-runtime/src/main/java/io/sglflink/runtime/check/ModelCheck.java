package io.sglflink.runtime.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.EngineFactory;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.engine.TokenResult;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs a checkpoint against a file of expected values.
 *
 * <p>The file has {@code cases}, each with {@code prompt}, {@code input_ids}, {@code
 * prompt_logprobs} (of the ids from the second on), {@code last_logprobs} (of the whole vocabulary
 * after the last id) and {@code greedy_ids}. A case passes when all log-probabilities are within
 * the tolerance and the greedy tokens agree up to the first one that the model itself finds nearly
 * as likely as another.
 */
public final class ModelCheck {

  private final EngineOptions options;
  private final Tolerance tolerance;

  /**
   * What counts as agreement, in natural-log probability.
   *
   * @param logprob largest difference of a log-probability
   * @param margin a greedy token may differ where the best two are closer than this
   */
  public record Tolerance(double logprob, double margin) {

    /** 1e-4 and 1e-3 in float32; what rounding to 8 or 11 bits costs in the 16-bit types. */
    public static Tolerance of(String dtype) {
      return dtype.equals("float32") ? new Tolerance(1e-4, 1e-3) : new Tolerance(0.1, 0.1);
    }
  }

  /**
   * The outcome.
   *
   * @param json what the command prints
   * @param passed whether everything was within the tolerance
   */
  public record Report(ObjectNode json, boolean passed) {}

  public ModelCheck(EngineOptions options, Tolerance tolerance) {
    this.options = requireNonNull(options, "options is null");
    this.tolerance = requireNonNull(tolerance, "tolerance is null");
  }

  /**
   * Opens the model and compares.
   *
   * @param expected the file of expected values, or null to check only that the model opens and
   *     that its logits are finite
   * @throws CheckpointException when the model or the file is unusable
   */
  public Report run(Path expected) {
    List<ExpectedCase> cases = expected == null ? List.of() : ExpectedCase.read(expected);
    Checkpoint checkpoint = Checkpoint.open(Path.of(options.modelPath()));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("model", checkpoint.directory().toString());
    json.put("architecture", checkpoint.config().architecture());
    json.put("parameters", checkpoint.weights().parameterCount());
    json.put(
        "dtype",
        options.dtype().equals("auto") ? checkpoint.config().dtype().torchName() : options.dtype());
    try (TokenEngine engine = EngineFactory.tokenEngine(options, checkpoint);
        Tokenizer tokenizer = Tokenizer.open(checkpoint)) {
      boolean passed =
          expected == null
              ? finite(engine, checkpoint, json)
              : cases(cases, engine, tokenizer, json);
      json.put("passed", passed);
      return new Report(json, passed);
    }
  }

  private boolean finite(TokenEngine engine, Checkpoint checkpoint, ObjectNode json) {
    int vocabulary = checkpoint.config().vocabSize();
    TokenResult result = greedy(engine, new int[] {0, vocabulary / 2}, 1, 1);
    json.put("finite", result != null);
    return result != null;
  }

  private boolean cases(
      List<ExpectedCase> cases, TokenEngine engine, Tokenizer tokenizer, ObjectNode json) {
    json.put("tolerance", tolerance.logprob());
    ArrayNode reports = json.putArray("cases");
    boolean passed = true;
    for (ExpectedCase one : cases) {
      ObjectNode report = reports.addObject();
      boolean agrees = oneCase(one, engine, tokenizer, report);
      report.put("passed", agrees);
      passed &= agrees;
    }
    return passed;
  }

  private boolean oneCase(
      ExpectedCase expected, TokenEngine engine, Tokenizer tokenizer, ObjectNode report) {
    String prompt = expected.prompt();
    int[] ids = expected.inputIds();
    report.put("prompt", prompt.length() <= 60 ? prompt : prompt.substring(0, 60) + "…");
    report.put("prompt_tokens", ids.length);
    boolean tokensAgree = Arrays.equals(ids, tokenizer.encode(prompt));
    report.put("tokens_agree", tokensAgree);

    int[] greedy = expected.greedyIds();
    TokenResult scored = greedy(engine, ids, 1, expected.lastLogprobs().length);
    TokenResult continued = greedy(engine, ids, greedy.length, 2);
    if (scored == null || continued == null) {
      report.put("finite", false);
      return false;
    }
    double difference =
        Math.max(
            promptDifference(expected.promptLogprobs(), scored.scored()),
            lastDifference(expected.lastLogprobs(), scored.drawn().get(0)));
    report.put("max_logprob_difference", difference);

    int agree = Arrays.mismatch(continued.output(), greedy);
    agree = agree < 0 ? greedy.length : agree;
    report.put("greedy_tokens_agree", agree);
    report.put("greedy_tokens", greedy.length);
    boolean nearTie = true;
    if (agree < greedy.length) {
      double[] best = continued.drawn().get(agree).topLogprobs();
      report.put("margin_at_disagreement", best[0] - best[1]);
      nearTie = best[0] - best[1] < tolerance.margin();
    }
    return tokensAgree && difference <= tolerance.logprob() && nearTie;
  }

  private static double promptDifference(double[] expected, List<Logprobs> scored) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = worse(worst, expected[i] - scored.get(i).logprob());
    }
    return worst;
  }

  private static double lastDifference(double[] expected, Logprobs logprobs) {
    double worst = 0;
    for (int i = 0; i < logprobs.topTokens().length; i++) {
      int token = logprobs.topTokens()[i];
      double wanted = token < expected.length ? expected[token] : Double.NaN;
      worst = worse(worst, wanted - logprobs.topLogprobs()[i]);
    }
    return worst;
  }

  /** The larger difference; NaN, once seen, stays. */
  private static double worse(double worst, double difference) {
    return Math.max(worst, Math.abs(difference));
  }

  /** Null when the model's logits are not finite. */
  private static TokenResult greedy(TokenEngine engine, int[] prompt, int tokens, int top) {
    SamplingParams sampling =
        SamplingParams.greedy(tokens, new LogprobOptions(true, 1, top, false));
    CompletableFuture<TokenResult> result =
        engine.submit(
            new TokenRequest(
                new RequestId("check-model", "/"),
                prompt,
                sampling,
                Set.of(),
                0,
                1,
                StopCheck.NONE));
    try {
      return result.join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof RequestFailedException failure)) {
        throw e;
      }
      if (failure.code() == FailureCode.NON_FINITE_LOGITS) {
        return null;
      }
      throw failure;
    }
  }
}
