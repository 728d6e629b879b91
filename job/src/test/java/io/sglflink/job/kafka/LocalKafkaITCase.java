package io.sglflink.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalKafkaITCase {

  private static final Path JARS = Path.of(System.getProperty("sglang.kafka.lib"));

  @Test
  void takesTransactionsAndLeavesNothingBehind(@TempDir Path parent) throws Exception {
    Set<Long> children = children();
    String read;
    try (LocalKafka kafka = LocalKafka.start(JARS, parent)) {
      kafka.createTopic("prompts", 1);
      produceInTransaction(kafka.bootstrapServers(), "你好 hello");
      read = readCommitted(kafka.bootstrapServers());
      assertThat(parent).isNotEmptyDirectory();
      assertThat(children()).hasSize(children.size() + 1);
    }
    assertThat(read).isEqualTo("你好 hello");
    assertThat(parent).isEmptyDirectory();
    assertThat(children()).isEqualTo(children);
  }

  @Test
  void saysWhatTheBrokerSaidWhenItDoesNotStart(@TempDir Path jars, @TempDir Path parent)
      throws IOException {
    Files.writeString(jars.resolve("not-a-broker.jar"), "", UTF_8);
    assertThatThrownBy(() -> LocalKafka.start(jars, parent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kafka.tools.StorageTool");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void namesTheMissingDirectory() {
    assertThatThrownBy(() -> LocalKafka.start(Path.of("/no/such/kafka")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "there is no directory /no/such/kafka with the broker's jars: build the distribution");
  }

  private static void produceInTransaction(String bootstrapServers, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("prompts", value));
      producer.commitTransaction();
      assertThat(sent.get().offset()).isZero();
    }
  }

  private static String readCommitted(String bootstrapServers) {
    TopicPartition partition = new TopicPartition("prompts", 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(30)).records(partition).get(0).value();
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }
}
