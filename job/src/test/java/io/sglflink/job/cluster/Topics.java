package io.sglflink.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.job.kafka.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A job's topics, and a read_committed reader of its results. */
final class Topics implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final String servers;
  private final String name;
  private final KafkaConsumer<byte[], byte[]> reader;
  private final Map<String, List<JsonNode>> results = new HashMap<>();

  private Topics(String servers, String name) {
    this.servers = servers;
    this.name = name;
    this.reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  static Topics create(LocalKafka kafka, String name) throws Exception {
    kafka.createTopic(name + "-prompts", PARTITIONS);
    kafka.createTopic(name + "-results", PARTITIONS);
    kafka.createTopic(name + "-letters", PARTITIONS);
    Topics topics = new Topics(kafka.bootstrapServers(), name);
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .boxed()
            .flatMap(
                i ->
                    List.of(
                        new TopicPartition(name + "-results", i),
                        new TopicPartition(name + "-letters", i))
                        .stream())
            .toList();
    topics.reader.assign(partitions);
    topics.reader.seekToBeginning(partitions);
    return topics;
  }

  /** Options that read and write these topics. */
  List<String> arguments() {
    String base = "kafka://" + servers + "/" + name;
    return List.of(
        "--input",
        base + "-prompts",
        "--output",
        base + "-results",
        "--dead-letters",
        base + "-letters",
        "--transactional-id-prefix",
        name,
        "--group-id",
        name);
  }

  void send(List<byte[]> prompts) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        sent.add(
            producer.send(
                new ProducerRecord<>(name + "-prompts", i % PARTITIONS, null, prompts.get(i))));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  /** Reads what has been committed since the last call, waiting for at most {@code time}. */
  void poll(Duration time) {
    for (ConsumerRecord<byte[], byte[]> message : reader.poll(time)) {
      try {
        JsonNode result = MAPPER.readTree(message.value());
        results.computeIfAbsent(result.get("id").asText(), id -> new ArrayList<>()).add(result);
      } catch (IOException e) {
        throw new UncheckedIOException("a committed record is not JSON", e);
      }
    }
  }

  /** Everything that was read: results and dead letters by their id. */
  Map<String, List<JsonNode>> committed() {
    return results;
  }

  @Override
  public void close() {
    reader.close();
  }
}
