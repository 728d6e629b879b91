package io.sglflink.program.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.json.SamplingJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingValidatorTest {

  @Test
  void theDefaultsAndTheEmptyOverridesAreValid() {
    assertThat(SamplingValidator.validate(SamplingParams.DEFAULTS, "")).isEmpty();
    assertThat(SamplingValidator.validate(SamplingOverrides.NONE, "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "max_tokens, 0, -1",
    "min_tokens, 0, -1",
    "temperature, 0, -0.1",
    "top_p, 1, 1.01",
    "top_p, 0.01, 0",
    "top_k, -1, -2",
    "top_k, 1, 0",
    "min_p, 0, -0.01",
    "min_p, 1, 1.01",
    "frequency_penalty, -2, -2.1",
    "frequency_penalty, 2, 2.1",
    "presence_penalty, -2, -2.1",
    "presence_penalty, 2, 2.1",
    "repetition_penalty, 0.01, 0",
    "repetition_penalty, 2, 2.1",
    "n, 1, 0",
    "n, 1024, 1025",
    "logprob_start_len, -1, -2",
    "top_logprobs_num, 20, 21",
    "top_logprobs_num, 0, -1",
    "stop_token_ids, [0], [-1]",
    "logit_bias, {\"0\":-1e30}, {\"0\":-1e31}",
    "logit_bias, {\"7\":1e30}, {\"-7\":1}",
    "logit_bias, {\"999999999\":0}, {\"1000000000\":0}",
    "logit_bias, {}, {\"07\":0}",
  })
  void theEdgeIsInAndWhatIsBeyondIsOut(String name, String in, String out) throws Exception {
    assertThat(read(name, in).problems()).isEmpty();
    assertThat(read(name, out).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.OUT_OF_RANGE);
              assertThat(problem.pointer()).startsWith("/sampling/" + name);
            });
  }

  @Test
  void numbersThatAreNotFiniteAreOut() {
    assertThat(SamplingValidator.validate(temperature(Double.NaN), ""))
        .extracting(Problem::pointer)
        .containsExactly("/temperature");
    assertThat(SamplingValidator.validate(temperature(Double.POSITIVE_INFINITY), ""))
        .extracting(Problem::pointer)
        .containsExactly("/temperature");
  }

  @Test
  void resolvedParametersAreCheckedAsOverridesAre() {
    SamplingParams params =
        SamplingParams.DEFAULTS.with(
            set ->
                set.maxTokens(4)
                    .minTokens(8)
                    .topP(Double.NaN)
                    .stop(List.of("\n", ""))
                    .topLogprobsNum(21));

    assertThat(SamplingValidator.validate(params, "/run"))
        .extracting(Problem::pointer, Problem::code)
        .containsExactlyInAnyOrder(
            tuple("/run/top_p", ProblemCode.OUT_OF_RANGE),
            tuple("/run/min_tokens", ProblemCode.OUT_OF_RANGE),
            tuple("/run/stop/1", ProblemCode.EMPTY_STOP),
            tuple("/run/top_logprobs_num", ProblemCode.OUT_OF_RANGE));
  }

  @Test
  void stopsHaveLimits() throws Exception {
    assertThat(read("stop", "\"" + "长".repeat(1025) + "\"").problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/sampling/stop", ProblemCode.TOO_LARGE));
    assertThat(read("stop_token_ids", Collections.nCopies(1025, 1).toString()).problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/sampling/stop_token_ids", ProblemCode.TOO_LARGE));
  }

  @Test
  void stopPatternsAreOfTheDialectAndMatchSomething() throws Exception {
    assertThat(read("stop_regex", "[\"^a\", \"\\\\d+\", \"(^|\\n)END$\"]").problems()).isEmpty();
    assertThat(read("stop_regex", "\"a*\"").problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/sampling/stop_regex", ProblemCode.EMPTY_STOP));
    assertThat(read("stop_regex", "[\"x\", \"(\", \"a(?=b)\", \"[^\\\\s\\\\S]\"]").problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/sampling/stop_regex/1", ProblemCode.INVALID_REGEX),
            tuple("/sampling/stop_regex/2", ProblemCode.UNSUPPORTED_REGEX),
            tuple("/sampling/stop_regex/3", ProblemCode.UNSATISFIABLE_REGEX));
    assertThat(read("stop_regex", Collections.nCopies(17, "\"x\"").toString()).problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/sampling/stop_regex", ProblemCode.TOO_LARGE));
  }

  @Test
  void biasesAreNumbersByTokenId() throws Exception {
    assertThat(read("logit_bias", "{\"42\":-1.5,\"7\":3}").sampling().logitBias())
        .containsExactly(Map.entry(7, 3.0), Map.entry(42, -1.5));
    assertThat(read("logit_bias", "{\"42\":\"1\"}").problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/sampling/logit_bias/42", ProblemCode.WRONG_TYPE));
    assertThat(read("logit_bias", "[1]").problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/sampling/logit_bias", ProblemCode.WRONG_TYPE));
  }

  @Test
  void anObjectOfParametersRoundTrips() throws Exception {
    SamplingOverrides sampling = read("stop", "[\"\\n\",\"。\"]").sampling();

    assertThat(sampling.stop()).containsExactly("\n", "。");
    assertThat(SamplingJson.read(SamplingJson.write(sampling), ""))
        .isEqualTo(new SamplingJson.Reading(sampling, List.of()));
  }

  @Test
  void whatAGenHasBesideSamplingIsUnknownInAnObjectOfParameters() throws Exception {
    assertThat(read("regex", "\"a\"").problems())
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/sampling/regex", ProblemCode.UNKNOWN_FIELD));
  }

  private static SamplingJson.Reading read(String name, String value) throws Exception {
    return SamplingJson.read(Json.read("{\"" + name + "\":" + value + "}"), "/sampling");
  }

  private static SamplingOverrides temperature(double value) {
    return new SamplingBuilder().temperature(value).build();
  }
}
