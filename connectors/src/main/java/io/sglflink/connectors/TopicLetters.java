package io.sglflink.connectors;

import io.sglflink.record.SourceRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The letters of a topic from where the group stands to the end that the topic has now. */
final class TopicLetters implements Letters {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_EMPTY_POLLS = 30;

  private final KafkaAddress address;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  private TopicLetters(
      KafkaAddress address,
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends) {
    this.address = address;
    this.consumer = consumer;
    this.ends = ends;
  }

  static TopicLetters open(KafkaAddress address, String groupId, boolean fromBeginning) {
    Properties properties = address.clientProperties(KafkaProgramFeed.CONSUMER_DEFAULTS);
    properties.setProperty("group.id", groupId);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(address.topic()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    // Without an offset of the group, the consumer starts at the beginning.
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    }
    return new TopicLetters(address, consumer, consumer.endOffsets(partitions));
  }

  @Override
  public void forEach(Consumer<SourceRecord> letter) {
    int empty = 0;
    for (Collection<TopicPartition> open = open(); !open.isEmpty(); open = open()) {
      // A partition that is through must not go on to letters that came later.
      consumer.pause(through(open));
      boolean progress = false;
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        progress = true;
        if (message.offset() < ends.get(partition(message))) {
          letter.accept(
              new SourceRecord(
                  message.value() == null ? new byte[0] : message.value(),
                  KafkaRecordReader.position(message)));
        }
      }
      empty = progress ? 0 : empty + 1;
      if (empty > MOST_EMPTY_POLLS) {
        throw new EndpointException(
            String.format(
                "the topic %s has more letters, but the broker sent none for %d s: nothing is"
                    + " replayed; run it again when the broker answers",
                address, MOST_EMPTY_POLLS));
      }
    }
  }

  private Collection<TopicPartition> open() {
    return ends.keySet().stream().filter(p -> consumer.position(p) < ends.get(p)).toList();
  }

  private Collection<TopicPartition> through(Collection<TopicPartition> open) {
    Collection<TopicPartition> through = new HashSet<>(ends.keySet());
    through.removeAll(open);
    return through;
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> message) {
    return new TopicPartition(message.topic(), message.partition());
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            offsets.put(
                partition, new OffsetAndMetadata(Math.min(end, consumer.position(partition)))));
    return offsets;
  }

  @Override
  public void commit() {
    consumer.commitSync(offsets());
  }

  @Override
  public void commitWith(Producer<byte[], byte[]> transaction) {
    transaction.sendOffsetsToTransaction(offsets(), consumer.groupMetadata());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
