package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.job.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Prompt records of {@code *.jsonl} files, one per line. */
final class DemoPrompts {

  private final List<byte[]> records;

  private DemoPrompts(List<byte[]> records) {
    this.records = List.copyOf(records);
  }

  /** At most so many records of a file, or of each file of a directory. */
  static DemoPrompts load(Path path, int ofEach) throws IOException {
    List<byte[]> records = new ArrayList<>();
    for (Path file : files(path)) {
      Files.readAllLines(file, UTF_8).stream()
          .filter(line -> !line.isBlank())
          .limit(ofEach)
          .forEach(line -> records.add(line.getBytes(UTF_8)));
    }
    if (records.isEmpty()) {
      throw new UserException("there are no prompts in " + path + ": put *.jsonl files there");
    }
    return new DemoPrompts(records);
  }

  int size() {
    return records.size();
  }

  List<byte[]> records() {
    return records;
  }

  /** Writes all of them to a topic and waits until the broker has them. */
  void sendTo(String bootstrapServers, String topic)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (byte[] record : records) {
        sent.add(producer.send(new ProducerRecord<>(topic, record)));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  private static List<Path> files(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new UserException("there are no prompts at " + path + ": give a file or a directory");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}
