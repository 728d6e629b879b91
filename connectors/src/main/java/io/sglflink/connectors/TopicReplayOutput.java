package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One transaction on a topic. Its id is that of the group: of two replays at once the later one
 * ends the earlier, which then has replayed nothing.
 */
final class TopicReplayOutput implements ReplayOutput {

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private boolean committed;

  private TopicReplayOutput(String topic, KafkaProducer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  static TopicReplayOutput open(KafkaAddress address, String groupId) {
    Properties properties = address.clientProperties(KafkaEndpoint.PRODUCER_DEFAULTS);
    properties.setProperty("transactional.id", "sglang-replay-" + groupId);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    return new TopicReplayOutput(address.topic(), producer);
  }

  @Override
  public void write(String key, byte[] value) {
    byte[] id = key == null ? null : key.getBytes(UTF_8);
    // A record that is refused fails the commit.
    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, id, value));
  }

  @Override
  public void commit(Letters letters) {
    letters.commitWith(producer);
    producer.commitTransaction();
    committed = true;
  }

  @Override
  public void close() {
    try (producer) {
      if (!committed) {
        producer.abortTransaction();
      }
    }
  }
}
