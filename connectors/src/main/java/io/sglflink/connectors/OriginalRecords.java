package io.sglflink.connectors;

import io.sglflink.record.ReadDeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds records where they were read first. */
final class OriginalRecords implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OriginalRecords.class);

  private static final Pattern TOPIC = Pattern.compile("kafka://([^/]+)/(\\d{1,9})@(\\d{1,18})");
  private static final Pattern FILE = Pattern.compile("file://(/.+)@(\\d{1,18})");
  private static final Duration POLL = Duration.ofSeconds(10);

  private final Endpoint broker;
  private KafkaConsumer<byte[], byte[]> consumer;

  /** Looks for topics on the broker of {@code broker}, when it is one. */
  OriginalRecords(Endpoint broker) {
    this.broker = broker;
  }

  /** The whole record of a letter, or null when it is not at its position any more. */
  byte[] find(ReadDeadLetter letter) {
    byte[] found = at(letter.position());
    return found != null && found.length == letter.originalBytes() ? found : null;
  }

  private byte[] at(String position) {
    Matcher topic = TOPIC.matcher(position);
    if (topic.matches() && broker instanceof KafkaEndpoint kafka) {
      TopicPartition partition =
          new TopicPartition(topic.group(1), Integer.parseInt(topic.group(2)));
      return fetch(kafka.address(), partition, Long.parseLong(topic.group(3)));
    }
    Matcher file = FILE.matcher(position);
    return file.matches() ? read(Path.of(file.group(1)), Long.parseLong(file.group(2))) : null;
  }

  private byte[] fetch(KafkaAddress address, TopicPartition partition, long offset) {
    if (consumer == null) {
      Properties properties = address.clientProperties(KafkaProgramFeed.CONSUMER_DEFAULTS);
      properties.setProperty("auto.offset.reset", "none");
      properties.setProperty("max.poll.records", "1");
      consumer =
          new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
    if (!has(partition) || consumer.endOffsets(List.of(partition)).get(partition) <= offset) {
      return null;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    try {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        return message.offset() == offset ? message.value() : null;
      }
    } catch (OffsetOutOfRangeException e) {
      LOG.debug("The topic has deleted {}@{}", partition, offset, e);
      return null;
    }
    if (consumer.position(partition) == offset) {
      // A record that is only slow to come must not count as gone.
      throw new EndpointException(
          String.format(
              "the broker sent nothing of %s@%d within %d s: nothing is replayed; run it again when"
                  + " it answers",
              partition, offset, POLL.toSeconds()));
    }
    return null;
  }

  private boolean has(TopicPartition partition) {
    return consumer.listTopics().getOrDefault(partition.topic(), List.of()).stream()
        .anyMatch(each -> each.partition() == partition.partition());
  }

  private static byte[] read(Path file, long offset) {
    try (LineReader lines = new LineReader(RecordFile.open(file), 0)) {
      lines.skipTo(offset);
      return lines.next();
    } catch (IOException e) {
      LOG.debug("{} is gone", file, e);
      return null;
    }
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
