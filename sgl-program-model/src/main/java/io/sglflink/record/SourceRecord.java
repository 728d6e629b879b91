package io.sglflink.record;

import static java.util.Objects.requireNonNull;

/**
 * A record as it was read: nothing is assumed about its bytes.
 *
 * @param value the record's bytes, not copied; nobody may change them
 * @param position where it was read, for example {@code kafka://prompts/2@1047} or {@code
 *     file:///data/prompts.jsonl@88213}
 */
public record SourceRecord(byte[] value, String position) {

  public SourceRecord {
    requireNonNull(value, "value is null");
    requireNonNull(position, "position is null");
  }
}
