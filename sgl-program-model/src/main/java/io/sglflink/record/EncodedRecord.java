package io.sglflink.record;

import static java.util.Objects.requireNonNull;

/**
 * A record on its way to a sink.
 *
 * @param key the prompt record's id, or null where it could not be read; a Kafka sink's record key
 * @param value one JSON object in UTF-8, without a line break
 */
public record EncodedRecord(String key, byte[] value) {

  public EncodedRecord {
    requireNonNull(value, "value is null");
  }
}
