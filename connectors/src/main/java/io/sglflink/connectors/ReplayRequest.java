package io.sglflink.connectors;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Set;

/**
 * Which dead letters to replay.
 *
 * @param deadLetters where they are
 * @param to where their records go
 * @param codes the failures whose records are replayed; empty for all
 * @param groupId Kafka only: the consumer group that keeps how far replays have come
 * @param fromBeginning Kafka only: whether to start at the first letter whatever was replayed
 * @param dryRun whether to only count
 */
public record ReplayRequest(
    URI deadLetters,
    URI to,
    Set<String> codes,
    String groupId,
    boolean fromBeginning,
    boolean dryRun) {

  public ReplayRequest {
    requireNonNull(deadLetters, "deadLetters is null");
    requireNonNull(to, "to is null");
    requireNonNull(groupId, "groupId is null");
    codes = Set.copyOf(codes);
  }
}
