package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.Function;

/** A parameter of a {@link GenNode} that the program may set or let the run compute. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
public enum ComputableParameter {
  MAX_TOKENS(gen -> gen.sampling().maxTokens()),
  MIN_TOKENS(gen -> gen.sampling().minTokens()),
  N(gen -> gen.sampling().n()),
  TEMPERATURE(gen -> gen.sampling().temperature()),
  TOP_P(gen -> gen.sampling().topP()),
  TOP_K(gen -> gen.sampling().topK()),
  MIN_P(gen -> gen.sampling().minP()),
  FREQUENCY_PENALTY(gen -> gen.sampling().frequencyPenalty()),
  PRESENCE_PENALTY(gen -> gen.sampling().presencePenalty()),
  REPETITION_PENALTY(gen -> gen.sampling().repetitionPenalty()),
  LOGIT_BIAS(gen -> gen.sampling().logitBias()),
  SAMPLING_SEED(gen -> gen.sampling().samplingSeed()),
  STOP(gen -> gen.sampling().stop()),
  STOP_TOKEN_IDS(gen -> gen.sampling().stopTokenIds()),
  STOP_REGEX(gen -> gen.sampling().stopRegex()),
  IGNORE_EOS(gen -> gen.sampling().ignoreEos()),
  RETURN_LOGPROB(gen -> gen.sampling().returnLogprob()),
  LOGPROB_START_LEN(gen -> gen.sampling().logprobStartLen()),
  TOP_LOGPROBS_NUM(gen -> gen.sampling().topLogprobsNum()),
  RETURN_TEXT_IN_LOGPROBS(gen -> gen.sampling().returnTextInLogprobs()),
  SEED(GenNode::seed),
  REGEX(gen -> gen.form().regex()),
  JSON_SCHEMA(gen -> gen.form().jsonSchema()),
  EBNF(gen -> gen.form().ebnf()),
  DTYPE(gen -> gen.form().dtype());

  private final Function<GenNode, Object> setting;

  ComputableParameter(Function<GenNode, Object> setting) {
    this.setting = requireNonNull(setting, "setting is null");
  }

  /** Whether the program sets it in {@code gen}. */
  public boolean isSet(GenNode gen) {
    return setting.apply(gen) != null;
  }

  /** The name in program JSON, for example {@code max_tokens}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
