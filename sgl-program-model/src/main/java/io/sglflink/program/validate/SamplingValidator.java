package io.sglflink.program.validate;

import static io.sglflink.program.validate.JsonPointers.item;
import static io.sglflink.program.validate.ProgramLimits.MAX_LOGIT_BIASES;
import static io.sglflink.program.validate.ProgramLimits.MAX_STOP_LENGTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_STOP_REGEXES;
import static io.sglflink.program.validate.ProgramLimits.MAX_STOP_STRINGS;
import static io.sglflink.program.validate.ProgramLimits.MAX_STOP_TOKEN_IDS;

import io.sglflink.model.LogprobOptions;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.SamplingParams;
import java.util.List;
import java.util.Locale;

/** Checks sampling parameters against the ranges of {@link SamplingParams}. */
public final class SamplingValidator {

  /** Largest absolute value of a penalty. */
  public static final double MAX_PENALTY = 2.0;

  /** Largest repetition penalty. */
  public static final double MAX_REPETITION_PENALTY = 2.0;

  private final String pointer;
  private final Problems problems;

  private SamplingValidator(String pointer, Problems problems) {
    this.pointer = pointer;
    this.problems = problems;
  }

  /**
   * Every problem of the parameters that are set.
   *
   * @param pointer where the object with the parameters stands; a problem's pointer is this with
   *     the parameter's JSON name
   */
  public static List<Problem> validate(SamplingOverrides sampling, String pointer) {
    Problems problems = new Problems();
    validate(sampling, pointer, new ConstraintRules(problems, ConstraintRules::fewest), problems);
    return problems.list();
  }

  /**
   * Every problem of resolved parameters but those inside {@code stop_regex}, which takes too long
   * to be compiled at each step; pointers as in the other method.
   */
  public static List<Problem> validate(SamplingParams sampling, String pointer) {
    Problems problems = new Problems();
    new SamplingValidator(pointer, problems).validate(SamplingOverrides.of(sampling));
    return problems.list();
  }

  static void validate(
      SamplingOverrides sampling, String pointer, ConstraintRules constraints, Problems problems) {
    SamplingValidator validator = new SamplingValidator(pointer, problems);
    validator.validate(sampling);
    if (sampling.stopRegex() != null) {
      validator.stopRegexes(sampling.stopRegex(), constraints);
    }
  }

  private void validate(SamplingOverrides sampling) {
    lengths(sampling);
    drawing(sampling);
    biases(sampling);
    stops(sampling);
    logprobs(sampling);
  }

  private void drawing(SamplingOverrides sampling) {
    Double temperature = sampling.temperature();
    check("temperature", temperature, temperature == null || finite(temperature, 0), "at least 0");
    Double topP = sampling.topP();
    check("top_p", topP, topP == null || (topP > 0 && topP <= 1), "over 0 and at most 1");
    Integer topK = sampling.topK();
    check("top_k", topK, topK == null || topK == -1 || topK >= 1, "at least 1, or -1 for all");
    Double minP = sampling.minP();
    check("min_p", minP, minP == null || (minP >= 0 && minP <= 1), "0 to 1");
    penalty("frequency_penalty", sampling.frequencyPenalty());
    penalty("presence_penalty", sampling.presencePenalty());
    Double repetition = sampling.repetitionPenalty();
    check(
        "repetition_penalty",
        repetition,
        repetition == null || (repetition > 0 && repetition <= MAX_REPETITION_PENALTY),
        "over 0 and at most 2");
    Integer n = sampling.n();
    check(
        "n",
        n,
        n == null || (n >= 1 && n <= SamplingParams.MAX_N),
        String.format(Locale.ROOT, "1 to %,d", SamplingParams.MAX_N));
  }

  private void biases(SamplingOverrides sampling) {
    if (sampling.logitBias() == null) {
      return;
    }
    String at = JsonPointers.child(pointer, "logit_bias");
    problems.limit(
        at, "biased tokens", sampling.logitBias().size(), MAX_LOGIT_BIASES, "bias fewer");
    sampling.logitBias().forEach((token, bias) -> bias(at, token, bias));
  }

  private void bias(String parent, int token, double bias) {
    String at = JsonPointers.child(parent, Integer.toString(token));
    if (token < 0) {
      problems.add(
          at,
          ProblemCode.OUT_OF_RANGE,
          "biased token id " + token + " is negative: give an id of the model's vocabulary");
    }
    if (!(Math.abs(bias) <= SamplingParams.MAX_BIAS)) {
      problems.add(
          at,
          ProblemCode.OUT_OF_RANGE,
          "the bias of token " + token + " is " + bias + ": it must be -1e30 to 1e30");
    }
  }

  private void logprobs(SamplingOverrides sampling) {
    Integer start = sampling.logprobStartLen();
    check(
        "logprob_start_len",
        start,
        start == null || start >= -1,
        "at least 0, or -1 for output tokens only");
    Integer top = sampling.topLogprobsNum();
    check(
        "top_logprobs_num",
        top,
        top == null || (top >= 0 && top <= LogprobOptions.MAX_TOP),
        "0 to " + LogprobOptions.MAX_TOP);
  }

  private void lengths(SamplingOverrides sampling) {
    Integer max = sampling.maxTokens();
    Integer min = sampling.minTokens();
    check("max_tokens", max, max == null || max >= 0, "at least 0");
    check("min_tokens", min, min == null || min >= 0, "at least 0");
    if (max != null && min != null && max >= 0 && min > max) {
      problems.add(
          JsonPointers.child(pointer, "min_tokens"),
          ProblemCode.OUT_OF_RANGE,
          "min_tokens is "
              + min
              + ", max_tokens is "
              + max
              + ": raise max_tokens or lower min_tokens");
    }
  }

  private void stops(SamplingOverrides sampling) {
    if (sampling.stop() != null) {
      stopStrings(sampling.stop(), JsonPointers.child(pointer, "stop"));
    }
    if (sampling.stopTokenIds() != null) {
      stopTokens(sampling.stopTokenIds(), JsonPointers.child(pointer, "stop_token_ids"));
    }
  }

  private void stopStrings(List<String> stop, String at) {
    problems.limit(at, "stop strings", stop.size(), MAX_STOP_STRINGS, "give fewer");
    for (int i = 0; i < stop.size(); i++) {
      String string = stop.get(i);
      String stringAt = item(at, i, stop.size());
      if (string.isEmpty()) {
        problems.add(
            stringAt,
            ProblemCode.EMPTY_STOP,
            "a stop string is empty and would end every output at once: leave it out");
      }
      TextRules.wellFormed("the stop string", string, stringAt, problems);
      problems.limit(
          stringAt,
          "characters of a stop string",
          TextRules.length(string),
          MAX_STOP_LENGTH,
          "shorten it");
    }
  }

  private void stopRegexes(List<String> patterns, ConstraintRules constraints) {
    String at = JsonPointers.child(pointer, "stop_regex");
    problems.limit(at, "stop patterns", patterns.size(), MAX_STOP_REGEXES, "join some with |");
    for (int i = 0; i < patterns.size(); i++) {
      constraints.stop(patterns.get(i), item(at, i, patterns.size()));
    }
  }

  private void stopTokens(List<Integer> ids, String at) {
    problems.limit(at, "stop token ids", ids.size(), MAX_STOP_TOKEN_IDS, "give fewer");
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) < 0) {
        problems.add(
            JsonPointers.child(at, i),
            ProblemCode.OUT_OF_RANGE,
            "stop token id " + ids.get(i) + " is negative: give an id of the model's vocabulary");
      }
    }
  }

  private void penalty(String name, Double value) {
    check(name, value, value == null || Math.abs(value) <= MAX_PENALTY, "-2 to 2");
  }

  private void check(String name, Number value, boolean valid, String range) {
    if (!valid) {
      problems.add(
          JsonPointers.child(pointer, name),
          ProblemCode.OUT_OF_RANGE,
          name + " is " + value + ": it must be " + range);
    }
  }

  private static boolean finite(double value, double least) {
    return Double.isFinite(value) && value >= least;
  }
}
