package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.record.EncodedRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;

/** Writes a record's value under its id as key, so that a topic may be compacted by id. */
final class KafkaRecordWriter {

  private KafkaRecordWriter() {}

  /** Writes to {@code topic}, which the schema also tells to the pool of transactional ids. */
  static KafkaRecordSerializationSchema<EncodedRecord> to(String topic) {
    return KafkaRecordSerializationSchema.<EncodedRecord>builder()
        .setTopic(topic)
        .setKeySerializationSchema(
            record -> record.key() == null ? null : record.key().getBytes(UTF_8))
        .setValueSerializationSchema(EncodedRecord::value)
        .build();
  }
}
