package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.connectors.Endpoints;
import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.job.JobSpec;
import io.sglflink.job.ProgramFiles;
import io.sglflink.job.SharedEngineProvider;
import io.sglflink.job.TestData;
import io.sglflink.job.kafka.LocalKafka;
import io.sglflink.job.local.EmbeddedJob;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.RunDefaults;
import io.sglflink.program.json.ProgramHash;
import io.sglflink.runtime.EngineOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that come and go while a job runs, and what failed meanwhile, replayed. */
@Timeout(180)
final class LiveProgramsITCase {

  private static final String PROMPTS = "prompts";
  private static final String RESULTS = "results";
  private static final String LETTERS = "letters";
  private static final int LARGEST_PROMPT = 16 << 20;

  private static LocalKafka kafka;

  @TempDir private Path directory;

  private final List<JsonNode> ends = new ArrayList<>();

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = LocalKafka.start(Path.of(System.getProperty("sglang.kafka.lib")));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(PROMPTS, 1, (short) 1)
                      .configs(Map.of("max.message.bytes", Integer.toString(LARGEST_PROMPT))),
                  new NewTopic(RESULTS, 1, (short) 1),
                  new NewTopic(LETTERS, 1, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void recordsMeetTheProgramsThatArePublishedAndFailuresAreReplayed() throws Exception {
    String first = greeting("first");
    assertThat(publish(first)).isEqualTo("greet " + hash(first) + "\n");
    try (EmbeddedJob job = start();
        CommittedRecords records =
            new CommittedRecords(kafka.bootstrapServers(), RESULTS, LETTERS)) {
      send(record("published-before", ""));
      assertThat(end(records, "published-before").get("text").asText()).startsWith("first");

      publish(greeting("second"));
      assertThat(untilTextIs(records, "second")).isNotNull();
      send(record("pinned", ",\"program_version\":\"" + hash(first) + "\""));
      assertThat(end(records, "pinned").get("text").asText()).startsWith("first");

      send(record("waiting", ",\"program_version\":\"v3\""));
      publish(greeting("third"), "--version", "v3");
      assertThat(end(records, "waiting").get("text").asText()).startsWith("third");

      assertThat(sglang("publish", "--programs-topic", uri("programs"), "--remove", "greet"))
          .isEqualTo("greet removed\n");
      JsonNode letter = untilUnknown(records);
      assertThat(letter.get("message").asText()).contains("was not published within");

      send(tenMegabytes());
      assertThat(end(records, "malformed_record").get("original_truncated").asBoolean()).isTrue();

      publish(first);
      ends.clear();
      assertThat(replay("--code", "unknown_program,malformed_record", "--dry-run"))
          .startsWith("would replay 2\n");
      assertThat(replay()).isEqualTo("replayed 2\n  malformed_record 1\n  unknown_program 1\n");
      assertThat(replay("--group-id", "other", "--code", "internal_error"))
          .startsWith("replayed 0\npassed over ");
      assertThat(end(records, letter.get("id").asText()).get("text").asText()).startsWith("first");
      // The whole record came again, from its position.
      assertThat(end(records, "malformed_record").get("original_bytes").asInt())
          .isEqualTo(tenMegabytes().length);
      assertThat(replay()).startsWith("replayed 1\n  malformed_record 1\n");
      assertThat(job.await(Duration.ZERO)).isFalse();
    }
  }

  private static EmbeddedJob start() throws Exception {
    EngineOptions engine = EngineOptions.of(TestData.MODEL.toString());
    JobSpec spec =
        new JobSpec(
            engine,
            RunDefaults.DEFAULT,
            ProgramFiles.load(TestData.PROGRAMS)
                .following(Endpoints.programs(URI.create(uri("programs"))), Duration.ofSeconds(2)),
            URI.create(uri(PROMPTS)),
            URI.create(uri(RESULTS)),
            URI.create(uri(LETTERS)),
            SourceOptions.DEFAULTS.withExtent(Extent.UNBOUNDED),
            SinkOptions.DEFAULTS,
            Duration.ofMillis(200),
            1,
            PipelineOptions.DEFAULTS.withWindow(16));
    spec.programs().feed().check();
    return EmbeddedJob.start(spec, new SharedEngineProvider(engine));
  }

  /** Asks until the program's change has come through. */
  private JsonNode untilTextIs(CommittedRecords records, String text) throws Exception {
    for (int i = 0; ; i++) {
      send(record("changed-" + i, ""));
      JsonNode end = end(records, "changed-" + i);
      if (end.get("text").asText().startsWith(text)) {
        return end;
      }
    }
  }

  private JsonNode untilUnknown(CommittedRecords records) throws Exception {
    for (int i = 0; ; i++) {
      send(record("removed-" + i, ""));
      JsonNode end = end(records, "removed-" + i);
      if (end.has("code")) {
        return end;
      }
    }
  }

  /** The result or dead letter of an id, or of a code. */
  private JsonNode end(CommittedRecords records, String what) {
    while (true) {
      for (JsonNode end : ends) {
        if (end.path("id").asText().equals(what) || end.path("code").asText().equals(what)) {
          return end;
        }
      }
      records.poll(Duration.ofMillis(200)).forEach(entry -> ends.add(entry.value()));
    }
  }

  private String publish(String json, String... more) throws Exception {
    Path file = Files.writeString(directory.resolve("program.json"), json);
    List<String> args =
        new ArrayList<>(List.of("publish", "--programs-topic", uri("programs"), file.toString()));
    args.addAll(List.of(more));
    return sglang(args.toArray(String[]::new));
  }

  private static String replay(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("replay-dead-letters", "--dead-letters", uri(LETTERS), "--to", uri(PROMPTS)));
    args.addAll(List.of(more));
    return sglang(args.toArray(String[]::new));
  }

  private static String sglang(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.execute(
            TestInstallation.real(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    return out.toString();
  }

  private static void send(byte[] record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "max.request.size",
                Integer.toString(LARGEST_PROMPT)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(PROMPTS, record)).get();
    }
  }

  private static byte[] record(String id, String more) {
    return ("{\"id\":\"" + id + "\",\"program\":\"greet\"" + more + "}").getBytes(UTF_8);
  }

  /** More than a record may have, and than a consumer fetches at once. */
  private static byte[] tenMegabytes() {
    return record("large", ",\"args\":{\"text\":\"" + "a".repeat(10 << 20) + "\"}");
  }

  private static String greeting(String text) {
    return "{\"sglang\":1,\"name\":\"greet\",\"body\":[{\"type\":\"text\",\"value\":\""
        + text
        + "\"},{\"type\":\"gen\",\"name\":\"x\",\"max_tokens\":2}]}";
  }

  private static String hash(String program) {
    return ProgramHash.of(program.getBytes(UTF_8));
  }

  private static String uri(String topic) {
    return "kafka://" + kafka.bootstrapServers() + "/" + topic;
  }
}
