package io.sglflink.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.interpret.RunLimits;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.Serving;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A prompt record: one run to evaluate.
 *
 * @param id names the run, 1 to {@link PromptRecordDecoder#MAX_ID_LENGTH} characters
 * @param program what to evaluate
 * @param args the program's arguments by parameter name
 * @param sampling parameters that replace the run's defaults, within their ranges
 * @param seed source of the run's random numbers
 * @param route the producer's hint: records with the same hint meet on one slot; null leaves it to
 *     the prompt's leading text
 * @param serving priority, timeout and cache of the run's requests; the program is not filled in
 * @param limits what the run may use, beside what the job allows
 * @param session the conversation that the run goes on with; null where it begins at nothing
 */
public record PromptRecord(
    String id,
    ProgramRef program,
    Map<String, JsonNode> args,
    SamplingOverrides sampling,
    long seed,
    String route,
    Serving serving,
    RunLimits limits,
    String session) {

  public PromptRecord {
    requireNonNull(id, "id is null");
    requireNonNull(program, "program is null");
    requireNonNull(sampling, "sampling is null");
    requireNonNull(serving, "serving is null");
    requireNonNull(limits, "limits is null");
    args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
  }
}
