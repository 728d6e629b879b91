package io.sglflink.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.job.kafka.LocalKafka;
import io.sglflink.job.local.EmbeddedJob;
import io.sglflink.job.local.StateDirectory;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.RunDefaults;
import io.sglflink.runtime.EngineOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with every real part: broker, transactions, Flink, engine. */
final class KafkaJobITCase {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int PARTITIONS = 3;
  private static final byte[] NOT_UTF_8 = {
    '{', '"', 'i', 'd', '"', ':', '"', (byte) 0xff, '"', '}'
  };

  private static LocalKafka kafka;

  @TempDir private Path directory;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = LocalKafka.start(Path.of(System.getProperty("sglang.kafka.lib")));
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void everyRecordEndsExactlyOnceAsAResultOrADeadLetter() throws Exception {
    Topics topics = Topics.create("once");
    List<byte[]> records = PromptRecords.fine(195);
    records.add(20, bytes("{\"id\":\"malformed\",\"program\":"));
    records.add(60, PromptRecords.record("unknown", "没有这个程序", Map.of()));
    records.add(100, PromptRecords.record("argument", "qa", Map.of("query", "?")));
    records.add(140, PromptRecords.record("long", "qa", Map.of("question", "太长了。".repeat(2_000))));
    records.add(180, NOT_UTF_8);
    send(topics.prompts, records);

    try (EmbeddedJob job = start(topics, Extent.BOUNDED, 2)) {
      assertThat(job.await(LIMIT)).isTrue();
      assertThat(job.counts().completed()).isEqualTo(195);
      assertThat(job.counts().failed()).isEqualTo(5);
      assertThat(job.counts().generatedTokens()).isPositive();
    }

    List<JsonNode> results = committed(topics.results);
    assertThat(results)
        .hasSize(195)
        .allSatisfy(result -> assertThat(result.get("status").asText()).isEqualTo("ok"))
        .extracting(result -> result.get("id").asText())
        .doesNotHaveDuplicates();
    assertThat(byId(results).get("ok-1").get("variables").get("sentiment").asText())
        .isIn("正面", "负面", "中性");
    assertThat(byId(results).get("ok-3").get("messages")).hasSize(3);

    List<JsonNode> letters = committed(topics.deadLetters);
    assertThat(letters)
        .extracting(letter -> letter.get("code").asText())
        .containsExactlyInAnyOrder(
            "malformed_record",
            "unknown_program",
            "invalid_argument",
            "prompt_too_long",
            "malformed_record");
    assertThat(letters)
        .filteredOn(letter -> letter.has("original_base64"))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(Base64.getDecoder().decode(letter.get("original_base64").asText()))
                    .isEqualTo(NOT_UTF_8));
    assertThat(letters)
        .filteredOn(letter -> letter.path("id").asText().equals("long"))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.get("message").asText())
                    .contains("2,048: shorten it")
                    .contains("2,048"));
  }

  @Test
  void aStopFinishesAndCommitsWhatWasRead() throws Exception {
    Topics topics = Topics.create("stop");
    send(topics.prompts, PromptRecords.fine(120));

    try (EmbeddedJob job = start(topics, Extent.UNBOUNDED, 1)) {
      awaitFirstResult(job);
      job.stop();
      assertThat(job.await(LIMIT)).isTrue();
    }

    Set<Integer> done = new TreeSet<>();
    for (JsonNode result : committed(topics.results)) {
      assertThat(done.add(Integer.parseInt(result.get("id").asText().substring("ok-".length()))))
          .as("record %s was written twice", result.get("id"))
          .isTrue();
    }
    assertThat(done).isNotEmpty();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(missing(done, partition)).as("records that were read and lost").isEmpty();
    }
  }

  @Test
  void aStateDirectoryOutlivesTheJobThatIsLostAndTheOneThatIsStopped() throws Exception {
    Topics topics = Topics.create("state");
    send(topics.prompts, PromptRecords.fine(150));

    goOn(topics, job -> {});
    goOn(
        topics,
        job -> {
          job.stop();
          assertThat(job.await(LIMIT)).isTrue();
        });
    try (StateDirectory state = StateDirectory.open(directory, spec(topics, Extent.BOUNDED, 1))) {
      assertThat(state.latest()).as("what the stopped job left").isPresent();
      try (EmbeddedJob job = start(spec(topics, Extent.BOUNDED, 1), state)) {
        assertThat(job.await(LIMIT)).isTrue();
      }
      assertThat(state.latest()).as("what a job leaves that came to its end").isEmpty();
    }

    assertThat(committed(topics.results))
        .extracting(result -> result.get("id").asText())
        .hasSize(150)
        .doesNotHaveDuplicates();
  }

  /** Starts the job with its state, and loses it when it has a result more and its end is past. */
  private void goOn(Topics topics, ThrowingConsumer<EmbeddedJob> end) throws Exception {
    JobSpec spec = spec(topics, Extent.BOUNDED, 1);
    try (StateDirectory state = StateDirectory.open(directory, spec);
        EmbeddedJob job = start(spec, state)) {
      assertThatThrownBy(() -> StateDirectory.open(directory, spec))
          .hasMessageEndingWith("is in use by another job: stop that, or give another");
      awaitFirstResult(job);
      while (state.latest().isEmpty()) {
        assertThat(job.await(Duration.ofMillis(20))).isFalse();
      }
      end.accept(job);
    }
  }

  /** Records of a partition without a result before its last one that has one. */
  private static List<Integer> missing(Set<Integer> done, int partition) {
    int last =
        done.stream().filter(i -> i % PARTITIONS == partition).max(Integer::compare).orElse(-1);
    return IntStream.rangeClosed(0, last)
        .filter(i -> i % PARTITIONS == partition && !done.contains(i))
        .boxed()
        .toList();
  }

  private static void awaitFirstResult(EmbeddedJob job) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (job.counts().completed() == 0 && System.nanoTime() < deadline) {
      assertThat(job.await(Duration.ofMillis(50))).as("an endless job ended").isFalse();
    }
    assertThat(job.counts().completed()).isPositive();
  }

  private static EmbeddedJob start(Topics topics, Extent extent, int parallelism) throws Exception {
    return start(spec(topics, extent, parallelism), null);
  }

  private static EmbeddedJob start(JobSpec spec, StateDirectory state) throws Exception {
    return EmbeddedJob.start(spec, new SharedEngineProvider(spec.engine()), state);
  }

  private static JobSpec spec(Topics topics, Extent extent, int parallelism) {
    return new JobSpec(
        EngineOptions.of(TestData.MODEL.toString()),
        RunDefaults.DEFAULT,
        ProgramFiles.load(TestData.PROGRAMS),
        uri(topics.prompts),
        uri(topics.results),
        uri(topics.deadLetters),
        SourceOptions.DEFAULTS.withExtent(extent).withGroupId("group-" + topics.name),
        SinkOptions.DEFAULTS,
        Duration.ofMillis(200),
        parallelism,
        PipelineOptions.DEFAULTS.withWindow(16));
  }

  private static void send(String topic, List<byte[]> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < records.size(); i++) {
        sent.add(producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, records.get(i))));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  /** Everything that a read_committed consumer sees up to the topic's end. */
  private static List<JsonNode> committed(String topic) throws Exception {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new TopicPartition(topic, i));
    }
    List<JsonNode> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
          records.add(new JsonMapper().readTree(message.value()));
        }
      }
    }
    return records;
  }

  private static Map<String, JsonNode> byId(List<JsonNode> records) {
    return records.stream().collect(toMap(record -> record.get("id").asText(), record -> record));
  }

  private static URI uri(String topic) {
    return URI.create("kafka://" + kafka.bootstrapServers() + "/" + topic);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private record Topics(String name, String prompts, String results, String deadLetters) {
    static Topics create(String name) throws Exception {
      Topics topics = new Topics(name, name + "-prompts", name + "-results", name + "-letters");
      for (String topic : List.of(topics.prompts, topics.results, topics.deadLetters)) {
        kafka.createTopic(topic, PARTITIONS);
      }
      return topics;
    }
  }
}
