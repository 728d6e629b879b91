package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.record.ProgramFeed;
import io.sglflink.record.ProgramMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic of programs from its beginning and then what comes, on a thread of its own. The
 * partitions are those that the topic has at the start; without a consumer group, every reader sees
 * all of them.
 */
final class TopicFollower implements ProgramFeed.Subscription, Runnable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long LONGEST_CLOSE_MILLIS = 10_000;

  private final KafkaAddress address;
  private final ProgramFeed.Listener listener;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closed;

  private TopicFollower(KafkaAddress address, ProgramFeed.Listener listener) {
    this.address = address;
    this.listener = listener;
    this.consumer =
        new KafkaConsumer<>(
            address.clientProperties(KafkaProgramFeed.CONSUMER_DEFAULTS),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.thread = new Thread(this, "sglang-programs");
    thread.setDaemon(true);
    // Kafka's client looks classes up by name: those of the job's jar.
    thread.setContextClassLoader(TopicFollower.class.getClassLoader());
  }

  static TopicFollower start(KafkaAddress address, ProgramFeed.Listener listener) {
    TopicFollower follower = new TopicFollower(address, listener);
    follower.thread.start();
    return follower;
  }

  @Override
  public void run() {
    try (consumer) {
      follow();
    } catch (WakeupException e) {
      // Closed; nobody else wakes it.
      return;
    } catch (RuntimeException e) {
      if (!closed) {
        listener.failed(
            new EndpointException(
                String.format("the programs' topic %s cannot be read: %s", address, e), e));
      }
    }
  }

  private void follow() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(address.topic()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    boolean caughtUp = false;
    while (!closed) {
      if (!caughtUp && partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        caughtUp = true;
        listener.caughtUp();
      }
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        if (!closed) {
          listener.message(read(message));
        }
      }
    }
  }

  private static ProgramMessage read(ConsumerRecord<byte[], byte[]> message) {
    String key = message.key() == null ? null : new String(message.key(), UTF_8);
    return new ProgramMessage(key, message.value(), KafkaRecordReader.position(message));
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(LONGEST_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      // The task is cancelled: the thread ends by itself.
      Thread.currentThread().interrupt();
    }
  }
}
