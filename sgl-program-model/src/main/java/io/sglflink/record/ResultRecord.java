package io.sglflink.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepReport;
import java.util.List;
import java.util.Map;

/**
 * What became of a prompt record.
 *
 * @param id the prompt record's id; null only where a failed record has none that can be read
 * @param program the program's name; null where the record failed before one was found
 * @param run what the run computed, all of it or until it failed; null where no run started
 * @param timings where the time went; null where no run started
 * @param error why it failed; null for a result
 * @param position where the record was read; null for a result
 */
public record ResultRecord(
    String id, String program, RunResult run, Timings timings, RecordError error, String position) {

  public ResultRecord {
    if (error == null) {
      requireNonNull(id, "id is null");
      requireNonNull(run, "run is null");
    }
  }

  /** The result of a run that completed. */
  public static ResultRecord completed(String id, String program, RunResult run, Timings timings) {
    requireNonNull(program, "program is null");
    requireNonNull(timings, "timings is null");
    return new ResultRecord(id, program, run, timings, null, null);
  }

  /** A record that failed before a run started. {@code id} is null where none could be read. */
  public static ResultRecord rejected(String id, RecordError error, String position) {
    return failed(id, null, null, null, error, position);
  }

  /** A run that failed, with what it computed until then. */
  public static ResultRecord failed(
      String id,
      String program,
      RunResult run,
      Timings timings,
      RecordError error,
      String position) {
    requireNonNull(error, "error is null");
    requireNonNull(position, "position is null");
    return new ResultRecord(id, program, run, timings, error, position);
  }

  /** {@code ok} or {@code failed}. */
  public String status() {
    return error == null ? "ok" : "failed";
  }

  /** Finished steps; empty where no run started. */
  public List<StepReport> steps() {
    return run == null ? List.of() : run.steps();
  }

  public Usage usage() {
    return Usage.of(steps());
  }

  /** This record in its JSON form. */
  public EncodedRecord encode() {
    return new EncodedRecord(id, RecordJson.bytes(ResultJson.write(this)));
  }

  /**
   * This failed record in its JSON form. What does not fit is left out: what the run computed, and
   * the list of problems.
   *
   * @param maxBytes bytes of the largest record that the output takes, at least 16 KiB
   */
  public EncodedRecord encode(int maxBytes) {
    EncodedRecord whole = encode();
    if (whole.value().length <= maxBytes) {
      return whole;
    }
    return rejected(id, error.withoutProblems(), position).encode();
  }

  /** The variables; empty where no run started. */
  Map<String, JsonNode> variables() {
    return run == null ? Map.of() : run.variables();
  }
}
