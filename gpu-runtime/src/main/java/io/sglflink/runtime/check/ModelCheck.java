package io.sglflink.runtime.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.LogprobOptions;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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

  private static final ObjectMapper JSON = new ObjectMapper();

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
              : cases(read(expected), engine, tokenizer, json);
      json.put("passed", passed);
      return new Report(json, passed);
    }
  }

  private boolean finite(TokenEngine engine, Checkpoint checkpoint, ObjectNode json) {
    int vocabulary = checkpoint.config().vocabSize();
    double logprob = greedy(engine, new int[] {0, vocabulary / 2}, 1, 1).drawn().get(0).logprob();
    json.put("finite", Double.isFinite(logprob));
    return Double.isFinite(logprob);
  }

  private boolean cases(
      JsonNode expected, TokenEngine engine, Tokenizer tokenizer, ObjectNode json) {
    json.put("tolerance", tolerance.logprob());
    ArrayNode reports = json.putArray("cases");
    boolean passed = true;
    for (JsonNode one : expected.path("cases")) {
      ObjectNode report = reports.addObject();
      passed &= oneCase(one, engine, tokenizer, report);
    }
    return passed && !reports.isEmpty();
  }

  private boolean oneCase(
      JsonNode expected, TokenEngine engine, Tokenizer tokenizer, ObjectNode report) {
    String prompt = expected.path("prompt").asText();
    int[] ids = ints(expected.path("input_ids"));
    int[] greedy = ints(expected.path("greedy_ids"));
    report.put("prompt", prompt.length() <= 60 ? prompt : prompt.substring(0, 60) + "…");
    report.put("prompt_tokens", ids.length);
    boolean tokensAgree = Arrays.equals(ids, tokenizer.encode(prompt));
    report.put("tokens_agree", tokensAgree);

    JsonNode last = expected.path("last_logprobs");
    TokenResult scored = greedy(engine, ids, 1, last.size());
    double difference =
        Math.max(
            promptDifference(expected.path("prompt_logprobs"), scored.scored()),
            lastDifference(last, scored.drawn().get(0)));
    report.put("max_logprob_difference", difference);

    TokenResult continued = greedy(engine, ids, greedy.length, 2);
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
    boolean passed = tokensAgree && difference <= tolerance.logprob() && nearTie;
    report.put("passed", passed);
    return passed;
  }

  private static double promptDifference(JsonNode expected, List<Logprobs> scored) {
    if (expected.size() != scored.size()) {
      throw new CheckpointException(
          "the expected file has "
              + expected.size()
              + " prompt_logprobs for "
              + (scored.size() + 1)
              + " input_ids: give one for each id but the first");
    }
    double worst = 0;
    for (int i = 0; i < scored.size(); i++) {
      worst = worse(worst, expected.get(i).asDouble() - scored.get(i).logprob());
    }
    return worst;
  }

  private static double lastDifference(JsonNode expected, Logprobs logprobs) {
    double worst = 0;
    for (int i = 0; i < logprobs.topTokens().length; i++) {
      double wanted = expected.path(logprobs.topTokens()[i]).asDouble(Double.NaN);
      worst = worse(worst, wanted - logprobs.topLogprobs()[i]);
    }
    return worst;
  }

  /** The larger difference; NaN, once seen, stays. */
  private static double worse(double worst, double difference) {
    return Math.max(worst, Math.abs(difference));
  }

  private static TokenResult greedy(TokenEngine engine, int[] prompt, int tokens, int top) {
    SamplingParams sampling =
        new SamplingParams(
            tokens,
            0,
            0,
            1,
            -1,
            0,
            0,
            0,
            List.of(),
            List.of(),
            true,
            new LogprobOptions(true, 1, top, false));
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
    return result.join();
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CheckpointException(file + " is no file of expected values: " + e.getMessage(), e);
    }
  }
}
