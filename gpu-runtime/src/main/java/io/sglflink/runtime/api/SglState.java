package io.sglflink.runtime.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.RunResult.Failure;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a run that has ended: SGLang's {@code ProgramState}. A run that failed has all
 * that it computed until then, and {@link #error} says why it ended. Immutable.
 */
public final class SglState {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final String program;
  private final RunResult result;

  /**
   * @param program the program's name, for messages
   */
  SglState(String program, RunResult result) {
    this.program = requireNonNull(program, "program is null");
    this.result = requireNonNull(result, "result is null");
  }

  /** SGLang's {@code state[name]}: a text as it is, any other value as JSON. */
  public String get(String name) {
    JsonNode value = value(name);
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /**
   * The items of a list, each as {@link #get} gives it: of a gen with several samples, or of a
   * variable that a join gathered.
   *
   * @throws SglException when the variable has no list, and as {@link #value} does
   */
  public List<String> getList(String name) {
    JsonNode value = value(name);
    if (!value.isArray()) {
      throw new SglException(
          "variable \"" + name + "\" of program \"" + program + "\" has no list: use get");
    }
    List<String> items = new ArrayList<>(value.size());
    value.forEach(item -> items.add(item.isTextual() ? item.textValue() : item.toString()));
    return items;
  }

  /**
   * A value as JSON: the text of an output parsed, any other value as it is.
   *
   * @throws SglException when the text is no JSON, and as {@link #value} does
   */
  public JsonNode getJson(String name) {
    JsonNode value = value(name);
    if (!value.isTextual()) {
      return value;
    }
    try {
      return MAPPER.readTree(value.textValue());
    } catch (JsonProcessingException e) {
      throw new SglException(
          "variable \""
              + name
              + "\" of program \""
              + program
              + "\" is no JSON: give its gen a json_schema and enough max_tokens",
          e);
    }
  }

  /**
   * A variable's value, not to be modified.
   *
   * @throws SglException when the run has no such variable; one that failed before it set it says
   *     why it failed
   */
  public JsonNode value(String name) {
    JsonNode value = result.variables().get(name);
    if (value != null) {
      return value;
    }
    if (result.failure() != null) {
      throw failed("before it set variable \"" + name + "\"");
    }
    throw new SglException(
        "the run of program \""
            + program
            + "\" set no variable \""
            + name
            + "\", "
            + (result.variables().isEmpty()
                ? "nor any other"
                : "only " + String.join(", ", result.variables().keySet())));
  }

  /** Whether the run has set the variable. */
  public boolean contains(String name) {
    return result.variables().containsKey(name);
  }

  /** All variables in the order in which they were set; values are not to be modified. */
  public Map<String, JsonNode> variables() {
    return result.variables();
  }

  /** The whole text: constants, arguments, outputs, and what the chat template wrote. */
  public String text() {
    return result.text();
  }

  /** The finished messages of a chat. */
  public List<ChatMessage> messages() {
    return result.messages();
  }

  /**
   * SGLang's {@code get_meta_info}: the step that set the variable, the last one of several, with
   * finish reason, tokens of prompt, output and cache, times and log-probabilities. Empty for
   * variables that no gen or select set.
   */
  public Optional<StepReport> meta(String name) {
    return result.steps().stream()
        .filter(step -> name.equals(step.name()))
        .reduce((earlier, later) -> later);
  }

  /** All steps, in an order that does not depend on chance. */
  public List<StepReport> steps() {
    return result.steps();
  }

  /** What the program returned; null when it returned nothing. */
  public JsonNode returnValue() {
    return result.returnValue();
  }

  /** Why the run ended early: code, message and place; empty when it ran to its end. */
  public Optional<Failure> error() {
    return Optional.ofNullable(result.failure());
  }

  /**
   * This state.
   *
   * @throws SglException when the run ended early
   */
  public SglState orThrow() {
    SglException failure = failure();
    if (failure != null) {
      throw failure;
    }
    return this;
  }

  /** What {@link #orThrow} throws; null when the run ran to its end. */
  SglException failure() {
    return result.failure() == null ? null : failed("at " + place());
  }

  private SglException failed(String when) {
    Failure failure = result.failure();
    return new SglException(
        "the run of program \""
            + program
            + "\" failed "
            + when
            + ": "
            + failure.code().code()
            + ", "
            + failure.message(),
        failure);
  }

  private String place() {
    Failure failure = result.failure();
    return failure.source() == null ? failure.pointer() : failure.source();
  }

  /** As Python shows it: {@code ProgramState(text)}. */
  @Override
  public String toString() {
    return "ProgramState(" + text() + ")";
  }
}
