package io.sglflink.connectors;

import io.sglflink.record.SourceRecord;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Dead letters that are there now. */
interface Letters extends AutoCloseable {

  void forEach(Consumer<SourceRecord> letter);

  /** Keeps how far they were read, where letters have such a thing. */
  void commit();

  /** The same as part of the producer's transaction. */
  void commitWith(Producer<byte[], byte[]> transaction);

  @Override
  void close();
}
