package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run evaluates its program on.
 *
 * @param id the run's id, as the prompt record gives it
 * @param args the program's arguments by parameter name
 * @param sampling the run's sampling parameters, which a gen step inherits where it sets none
 * @param seed source of all random numbers of the run
 * @param serving how each of the run's requests to the model is served; the run fills in the
 *     program
 * @param limits what the run may use
 * @param history what the run's text and messages begin with
 */
public record RunRequest(
    String id,
    Map<String, JsonNode> args,
    SamplingParams sampling,
    long seed,
    Serving serving,
    RunLimits limits,
    Conversation history) {

  public RunRequest {
    requireNonNull(id, "id is null");
    requireNonNull(sampling, "sampling is null");
    requireNonNull(serving, "serving is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(history, "history is null");
    args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
  }

  /** A run that begins without text. */
  public RunRequest(
      String id,
      Map<String, JsonNode> args,
      SamplingParams sampling,
      long seed,
      Serving serving,
      RunLimits limits) {
    this(id, args, sampling, seed, serving, limits, Conversation.EMPTY);
  }

  /** A run that is served like any other, within the usual limits. */
  public RunRequest(String id, Map<String, JsonNode> args, SamplingParams sampling, long seed) {
    this(id, args, sampling, seed, Serving.DEFAULT, RunLimits.DEFAULT);
  }

  /** The same run with the program's name. */
  RunRequest ofProgram(String name) {
    return new RunRequest(id, args, sampling, seed, serving.ofProgram(name), limits, history);
  }

  /** The same run as the next turn of a conversation. */
  public RunRequest withHistory(Conversation conversation) {
    return new RunRequest(id, args, sampling, seed, serving, limits, conversation);
  }

  /** The same run within other limits. */
  public RunRequest withLimits(RunLimits other) {
    return new RunRequest(id, args, sampling, seed, serving, other, history);
  }
}
