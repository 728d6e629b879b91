package io.sglflink.connectors;

import static java.util.Objects.requireNonNull;

import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** A topic. */
record KafkaEndpoint(KafkaAddress address) implements Endpoint {

  /** Bytes that one record may have before the broker's own limit is asked for. */
  static final int MAX_REQUEST_BYTES = 32 << 20;

  private static final Map<String, String> CONSUMER_DEFAULTS =
      Map.of("isolation.level", "read_committed", "partition.discovery.interval.ms", "60000");

  // Flink's default of one hour exceeds what a broker allows unless it is configured to.
  static final Map<String, String> PRODUCER_DEFAULTS =
      Map.of(
          "transaction.timeout.ms",
          "600000",
          "max.request.size",
          Integer.toString(MAX_REQUEST_BYTES),
          "buffer.memory",
          Integer.toString(2 * MAX_REQUEST_BYTES));

  KafkaEndpoint {
    requireNonNull(address, "address is null");
  }

  @Override
  public Source<SourceRecord, ?, ?> source(SourceOptions options) {
    KafkaSourceBuilder<SourceRecord> builder =
        KafkaSource.<SourceRecord>builder()
            .setTopics(address.topic())
            .setGroupId(options.groupId())
            .setStartingOffsets(startingOffsets(options))
            .setDeserializer(new KafkaRecordReader())
            .setProperties(address.clientProperties(CONSUMER_DEFAULTS));
    if (options.extent() == Extent.BOUNDED) {
      return new BoundedKafkaSource(builder.setBounded(OffsetsInitializer.latest()).build());
    }
    return builder.build();
  }

  @Override
  public Sink<EncodedRecord> sink(SinkOptions options) {
    KafkaSinkBuilder<EncodedRecord> builder =
        KafkaSink.<EncodedRecord>builder()
            .setBootstrapServers(address.servers())
            .setKafkaProducerConfig(address.clientProperties(PRODUCER_DEFAULTS))
            .setRecordSerializer(new KafkaRecordWriter(address.topic()))
            .setDeliveryGuarantee(options.guarantee());
    if (options.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
      // Pooled ids are used again, so that the broker's list of them does not grow by one per
      // checkpoint.
      builder
          .setTransactionalIdPrefix(transactionalIdPrefix(options))
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING);
    }
    return builder.build();
  }

  @Override
  public void checkSource() {
    try (KafkaProbe probe = new KafkaProbe(address)) {
      probe.requireTopic();
    }
  }

  @Override
  public void checkSink() {
    try (KafkaProbe probe = new KafkaProbe(address)) {
      probe.createTopicIfMissing(Map.of());
    }
  }

  @Override
  public boolean reads(Endpoint other) {
    return other instanceof KafkaEndpoint kafka
        && kafka.address.servers().equals(address.servers())
        && kafka.address.topic().equals(address.topic());
  }

  @Override
  public int maxRecordBytes() {
    try (KafkaProbe probe = new KafkaProbe(address)) {
      return probe.maxRecordBytes();
    }
  }

  private static OffsetsInitializer startingOffsets(SourceOptions options) {
    return switch (options.startingOffsets()) {
      case EARLIEST -> OffsetsInitializer.earliest();
      // The strategy's type is deprecated in the client but still asked for by the connector.
      case COMMITTED ->
          OffsetsInitializer.committedOffsets(
              OffsetsInitializer.earliest().getAutoOffsetResetStrategy());
    };
  }

  /** Two jobs under one prefix would abort each other's transactions, so the default is random. */
  private String transactionalIdPrefix(SinkOptions options) {
    return options.transactionalIdPrefix() == null
        ? "sglang-" + address.topic() + "-" + UUID.randomUUID()
        : options.transactionalIdPrefix();
  }
}
