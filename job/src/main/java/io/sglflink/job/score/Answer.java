package io.sglflink.job.score;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What is known of the right result of a record.
 *
 * @param id the record's id
 * @param task what the record is an example of
 * @param vote records with the same vote are samples of one problem; null for a record alone
 * @param checks by variable, what its value must pass
 */
record Answer(String id, String task, String vote, Map<String, Check> checks) {

  Answer {
    requireNonNull(id, "id is null");
    requireNonNull(task, "task is null");
    checks = Map.copyOf(checks);
  }

  /** Whether every variable with a check is there and passes it. */
  boolean isRight(JsonNode variables) {
    return checks.entrySet().stream()
        .allMatch(
            check ->
                variables.path(check.getKey()).isTextual()
                    && check.getValue().passes(variables.path(check.getKey()).textValue()));
  }
}
