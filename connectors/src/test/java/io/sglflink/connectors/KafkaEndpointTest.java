package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.connectors.SourceOptions.StartingOffsets;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaEndpointTest {

  @Test
  void anAddressHasBrokersTopicAndProperties() {
    KafkaAddress address =
        KafkaAddress.parse(
            URI.create("kafka://a:9092,b.example:9093/prompts.v1?security.protocol=SSL&k=a%20b+c"));
    assertThat(address.servers()).isEqualTo("a:9092,b.example:9093");
    assertThat(address.topic()).isEqualTo("prompts.v1");
    assertThat(address.properties()).isEqualTo(Map.of("security.protocol", "SSL", "k", "a b+c"));
    assertThat(address.clientProperties(Map.of("k", "default", "other", "default")))
        .containsEntry("k", "a b+c")
        .containsEntry("other", "default")
        .containsEntry("bootstrap.servers", "a:9092,b.example:9093");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///data, file:///data/results",
    "file:///data/in/../x, file:///data/x",
    "kafka://a:1/t, kafka://a:1/t?acks=all",
  })
  void anOutputThatWouldBeReadAgainIsRefused(String input, String output) {
    assertThatThrownBy(() -> Endpoints.checkApart(URI.create(input), URI.create(output)))
        .isInstanceOf(EndpointException.class)
        .hasMessage(
            "output '%s' is in the input '%s', where it would be read as prompts: write it elsewhere",
            output, input);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///data/in, file:///data/input-results",
    "file:///data/in/prompts.jsonl, file:///data/in",
    "kafka://a:1/t, kafka://a:1/u",
    "kafka://a:1/t, file:///t",
  })
  void anOutputElsewhereIsFine(String input, String output) {
    Endpoints.checkApart(URI.create(input), URI.create(output));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka://host:9092|has no topic",
        "kafka://host:9092/|has no topic",
        "kafka://host/topic|names no broker as host:port",
        "kafka:///topic|names no broker as host:port",
        "kafka://host:9092/a/b|has the topic 'a/b'",
        "kafka://host:9092/%E4%B8%BB%E9%A2%98|has the topic '主题'",
        "kafka://host:9092/topic?acks|has 'acks' in its query",
        "http://host/topic|has the scheme 'http'",
        "/data/prompts.jsonl|has no scheme",
        "file://host/data|is not an absolute path",
        "file:data|is not an absolute path",
        "file:///data?x=1|has a query",
      })
  void aUriOfAnotherFormIsRefusedWithTheRightOne(String uri, String reason) {
    assertThatThrownBy(() -> Endpoints.source(URI.create(uri), SourceOptions.DEFAULTS))
        .isInstanceOf(EndpointException.class)
        .hasMessageStartingWith("endpoint '" + uri + "' " + reason)
        .hasMessageContaining(": ");
  }

  @Test
  @Timeout(30)
  void aBrokerThatIsDownIsNamed() {
    URI down =
        URI.create("kafka://127.0.0.1:1/prompts?default.api.timeout.ms=400&request.timeout.ms=300");
    assertThatThrownBy(() -> Endpoints.checkSource(down))
        .isInstanceOf(EndpointException.class)
        .hasMessage(
            "Kafka broker 127.0.0.1:1 does not answer within 400 ms: start it, or correct the"
                + " address and the security properties of 'kafka://127.0.0.1:1/prompts'");
  }

  @Test
  void aHostThatDoesNotResolveIsNamed() {
    assertThatThrownBy(
            () -> Endpoints.checkSink(URI.create("kafka://no-such-host.invalid:9092/results")))
        .isInstanceOf(EndpointException.class)
        .hasMessageContaining("kafka://no-such-host.invalid:9092/results")
        .hasMessageContaining("check host, port and the properties");
  }

  @Test
  void aTopicIsReadForEverUnlessItIsToBeBounded() {
    assertThat(boundedness(Extent.NATURAL)).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    assertThat(boundedness(Extent.BOUNDED)).isEqualTo(Boundedness.BOUNDED);
  }

  @Test
  void sinksOfEitherGuaranteeAreBuilt() {
    URI uri = URI.create("kafka://host:9092/results");
    for (DeliveryGuarantee guarantee :
        List.of(DeliveryGuarantee.EXACTLY_ONCE, DeliveryGuarantee.AT_LEAST_ONCE)) {
      assertThat(Endpoints.sink(uri, SinkOptions.DEFAULTS.withGuarantee(guarantee))).isNotNull();
    }
  }

  @Test
  void aMessageKeepsItsBytesAndPosition() {
    byte[] value = {(byte) 0xff, 1};
    SourceRecord record = read(new ConsumerRecord<>("prompts", 2, 1047, null, value));
    assertThat(record.value()).isEqualTo(value);
    assertThat(record.position()).isEqualTo("kafka://prompts/2@1047");
  }

  @Test
  void aTombstoneIsAnEmptyRecord() {
    SourceRecord record = read(new ConsumerRecord<>("prompts", 0, 3, new byte[] {1}, null));
    assertThat(record.value()).isEmpty();
    assertThat(record.position()).isEqualTo("kafka://prompts/0@3");
  }

  @Test
  void aRecordIsWrittenUnderItsId() {
    KafkaRecordWriter writer = new KafkaRecordWriter("results");
    ProducerRecord<byte[], byte[]> message =
        writer.serialize(new EncodedRecord("问-1", new byte[] {7}), null, null);
    assertThat(message.topic()).isEqualTo("results");
    assertThat(message.key()).isEqualTo("问-1".getBytes(UTF_8));
    assertThat(message.value()).containsExactly(7);
    assertThat(writer.serialize(new EncodedRecord(null, new byte[0]), null, null).key()).isNull();
  }

  private static Boundedness boundedness(Extent extent) {
    SourceOptions options =
        SourceOptions.DEFAULTS
            .withExtent(extent)
            .withStartingOffsets(StartingOffsets.COMMITTED)
            .withGroupId("group");
    return Endpoints.source(URI.create("kafka://host:9092/prompts"), options).getBoundedness();
  }

  private static SourceRecord read(ConsumerRecord<byte[], byte[]> message) {
    List<SourceRecord> records = new ArrayList<>();
    new KafkaRecordReader()
        .deserialize(
            message,
            new Collector<>() {
              @Override
              public void collect(SourceRecord record) {
                records.add(record);
              }

              @Override
              public void close() {}
            });
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
