package io.sglflink.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.interpret.FinishReasonJson;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.ConstraintOutcome;
import io.sglflink.model.Generation;
import io.sglflink.model.TokenLogprob;
import java.util.List;

/** Writes result records. */
final class ResultJson {

  private ResultJson() {}

  static ObjectNode write(ResultRecord record) {
    ObjectNode json = RecordJson.object();
    json.put("id", record.id());
    RecordJson.putIfPresent(json, "program", record.program());
    json.put("status", record.status());
    if (record.run() != null) {
      run(json, record);
    }
    if (record.error() != null) {
      RecordJson.putError(json.putObject("error"), record.error());
      RecordJson.putIfPresent(json, "position", record.position());
    }
    return json;
  }

  private static void run(ObjectNode json, ResultRecord record) {
    ObjectNode variables = json.putObject("variables");
    record.variables().forEach(variables::set);
    if (record.run().returnValue() != null) {
      json.set("ret_value", record.run().returnValue());
    }
    json.put("text", record.run().text());
    ArrayNode messages = json.putArray("messages");
    for (ChatMessage message : record.run().messages()) {
      messages.addObject().put("role", message.role().label()).put("content", message.content());
    }
    ArrayNode steps = json.putArray("steps");
    record.steps().forEach(step -> steps.add(step(step)));
    Usage usage = record.usage();
    json.putObject("usage")
        .put("prompt_tokens", usage.promptTokens())
        .put("completion_tokens", usage.completionTokens())
        .put("cached_tokens", usage.cachedTokens());
    if (record.timings() != null) {
      timings(json, record.timings().queued(), record.timings().running());
    }
  }

  private static ObjectNode step(StepReport step) {
    ObjectNode json = RecordJson.object().put("path", step.path());
    RecordJson.putIfPresent(json, "name", step.name());
    if (step.samples().size() == 1) {
      outcome(json, step.samples().get(0));
    }
    json.put("prompt_tokens", step.promptTokens())
        .put("completion_tokens", step.completionTokens())
        .put("cached_tokens", step.cachedTokens());
    if (step.selection() != null) {
      selection(json, step.selection());
    } else {
      generated(json, step);
    }
    timings(json, step.timing().waiting(), step.timing().running());
    return json;
  }

  private static void generated(ObjectNode json, StepReport step) {
    List<Generation.Sample> samples = step.samples();
    boolean one = samples.size() == 1;
    List<TokenLogprob> output = one ? samples.get(0).outputLogprobs() : List.of();
    if (!step.promptLogprobs().isEmpty() || !output.isEmpty()) {
      ObjectNode logprobs = json.putObject("logprobs");
      logprobs.set("prompt", logprobs(step.promptLogprobs()));
      logprobs.set("output", logprobs(output));
    }
    if (!one) {
      ArrayNode entries = json.putArray("samples");
      samples.forEach(sample -> entries.add(sample(sample)));
    }
  }

  private static ObjectNode sample(Generation.Sample sample) {
    ObjectNode json = RecordJson.object().put("text", sample.text());
    outcome(json, sample);
    json.put("completion_tokens", sample.completionTokens());
    if (!sample.outputLogprobs().isEmpty()) {
      json.set("logprobs", logprobs(sample.outputLogprobs()));
    }
    return json;
  }

  private static void selection(ObjectNode json, StepReport.Selection selection) {
    json.put("choices_method", selection.method().label()).put("best", selection.best());
    ArrayNode choices = json.putArray("choices");
    for (StepReport.ChoiceReport choice : selection.choices()) {
      ObjectNode entry = choices.addObject().put("choice", choice.choice());
      putLogprob(entry, "normalized_logprob", choice.normalizedLogprob());
      if (choice.normalizedUnconditionalLogprob() != null) {
        putLogprob(
            entry, "normalized_unconditional_logprob", choice.normalizedUnconditionalLogprob());
      }
      if (!choice.logprobs().isEmpty()) {
        entry.set("logprobs", logprobs(choice.logprobs()));
      }
      if (!choice.unconditionalLogprobs().isEmpty()) {
        entry.set("unconditional_logprobs", logprobs(choice.unconditionalLogprobs()));
      }
    }
  }

  private static void outcome(ObjectNode json, Generation.Sample sample) {
    json.set("finish_reason", FinishReasonJson.write(sample.finishReason()));
    if (sample.constraint() != null) {
      json.set("constraint", constraint(sample.constraint()));
    }
  }

  private static ObjectNode constraint(ConstraintOutcome outcome) {
    ObjectNode json =
        RecordJson.object()
            .put("satisfied", outcome.satisfied())
            .put("forced_tokens", outcome.forcedTokens());
    if (!outcome.leftOut().isEmpty()) {
      ArrayNode entries = json.putArray("left_out");
      outcome
          .leftOut()
          .forEach(
              left -> entries.addObject().put("pointer", left.pointer()).put("why", left.why()));
    }
    return json;
  }

  private static ArrayNode logprobs(List<TokenLogprob> tokens) {
    ArrayNode json = RecordJson.array();
    for (TokenLogprob token : tokens) {
      ObjectNode entry = json.addObject().put("token", token.tokenId());
      putLogprob(entry, "logprob", token.logprob());
      RecordJson.putIfPresent(entry, "text", token.text());
      if (!token.top().isEmpty()) {
        entry.set("top", logprobs(token.top()));
      }
    }
    return json;
  }

  /** JSON has no infinity: the log-probability of the impossible is null. */
  private static void putLogprob(ObjectNode json, String name, double logprob) {
    if (Double.isFinite(logprob)) {
      json.put(name, logprob);
    } else {
      json.putNull(name);
    }
  }

  private static void timings(ObjectNode json, long queued, long running) {
    json.putObject("timings")
        .put("queued_ms", RecordJson.millis(queued))
        .put("running_ms", RecordJson.millis(running));
  }
}
