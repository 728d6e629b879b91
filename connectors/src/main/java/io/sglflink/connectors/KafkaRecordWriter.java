package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sglflink.record.EncodedRecord;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a record's value under its id as key, so that a topic may be compacted by id. It tells its
 * topic, which the pooled transactional ids of the sink have to know.
 */
final class KafkaRecordWriter
    implements KafkaRecordSerializationSchema<EncodedRecord>, KafkaDatasetFacetProvider {

  private static final long serialVersionUID = 1;

  private final String topic;

  KafkaRecordWriter(String topic) {
    this.topic = requireNonNull(topic, "topic is null");
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      EncodedRecord element, KafkaSinkContext context, Long timestamp) {
    byte[] key = element.key() == null ? null : element.key().getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, element.value());
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
