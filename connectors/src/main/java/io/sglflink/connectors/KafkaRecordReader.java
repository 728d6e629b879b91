package io.sglflink.connectors;

import io.sglflink.record.SourceRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps a message's bytes and its position. */
final class KafkaRecordReader implements KafkaRecordDeserializationSchema<SourceRecord> {

  private static final long serialVersionUID = 1;
  private static final byte[] NO_BYTES = {};

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<SourceRecord> out) {
    // A tombstone has no value; as an empty record it ends as a dead letter and is not lost.
    byte[] value = message.value() == null ? NO_BYTES : message.value();
    out.collect(new SourceRecord(value, position(message)));
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TypeInformation.of(SourceRecord.class);
  }

  /** {@code kafka://topic/partition@offset}. */
  static String position(ConsumerRecord<byte[], byte[]> message) {
    return "kafka://" + message.topic() + "/" + message.partition() + "@" + message.offset();
  }
}
