package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to a topic of programs. */
final class ProgramsTopic {

  private static final Map<String, String> PRODUCER_DEFAULTS =
      Map.of(
          "acks", "all",
          "max.request.size", Integer.toString(KafkaEndpoint.MAX_REQUEST_BYTES),
          "delivery.timeout.ms", "30000",
          "request.timeout.ms", "10000",
          "max.block.ms", "10000");

  private final KafkaAddress address;

  ProgramsTopic(KafkaAddress address) {
    this.address = address;
  }

  /**
   * Writes messages in order; returns when the broker has them all.
   *
   * @param messages by key; a null value removes what the key has
   */
  void write(Map<String, byte[]> messages) {
    try (KafkaProbe probe = new KafkaProbe(address)) {
      probe.createTopicIfMissing(Map.of("cleanup.policy", "compact"));
    }
    Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            address.clientProperties(PRODUCER_DEFAULTS),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      messages.forEach(
          (key, value) ->
              sent.put(
                  key,
                  producer.send(
                      new ProducerRecord<>(address.topic(), key.getBytes(UTF_8), value))));
    }
    sent.forEach(this::await);
  }

  private void await(String key, Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new EndpointException(
          String.format(
              "the program '%s' cannot be written to the topic %s: %s",
              key, address, e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EndpointException("interrupted while the programs were written", e);
    }
  }
}
