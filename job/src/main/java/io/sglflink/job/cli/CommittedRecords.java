package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what has been committed to some topics, from their beginning on. */
final class CommittedRecords implements AutoCloseable {

  /** A record and the topic that it came from. */
  record Entry(String topic, JsonNode value) {}

  private static final JsonMapper MAPPER = new JsonMapper();

  private final KafkaConsumer<byte[], byte[]> consumer;

  CommittedRecords(String bootstrapServers, String... topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What has come since the last call, waiting for at most {@code time}. */
  List<Entry> poll(Duration time) {
    List<Entry> entries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(time)) {
      try {
        entries.add(new Entry(message.topic(), MAPPER.readTree(message.value())));
      } catch (IOException e) {
        throw new UncheckedIOException("a record of " + message.topic() + " is not JSON", e);
      }
    }
    return entries;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
