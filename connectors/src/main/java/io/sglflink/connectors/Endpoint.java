package io.sglflink.connectors;

import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/** One address that records are read from or written to. */
sealed interface Endpoint permits FileEndpoint, KafkaEndpoint {

  Source<SourceRecord, ?, ?> source(SourceOptions options);

  Sink<EncodedRecord> sink(SinkOptions options);

  /** Fails with {@link EndpointException} when nothing can be read here. */
  void checkSource();

  /** Fails with {@link EndpointException} when nothing can be written here. */
  void checkSink();

  /** Whether what is written to {@code other} is read from here. */
  boolean reads(Endpoint other);

  /** Bytes of the largest record value that can be written here. */
  int maxRecordBytes();
}
