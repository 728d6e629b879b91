package io.sglflink.connectors;

import io.sglflink.record.EncodedRecord;
import io.sglflink.record.ProgramFeed;
import io.sglflink.record.SourceRecord;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Turns URIs into Flink endpoints.
 *
 * <ul>
 *   <li>{@code kafka://host:port[,host:port]/topic[?property=value[&…]]}: one record per message;
 *       the properties go to the Kafka client as they are
 *   <li>{@code file:///path}: JSON lines. As input a file, or a directory read recursively, gzip by
 *       suffix {@code .gz}; as output a directory of {@code .jsonl} files
 * </ul>
 *
 * <p>Every method fails with {@link EndpointException} when the URI is not of one of these forms.
 */
public final class Endpoints {

  private Endpoints() {}

  /** Reads {@code uri}. Nothing is opened yet: call {@link #checkSource} for a quick answer. */
  public static Source<SourceRecord, ?, ?> source(URI uri, SourceOptions options) {
    return endpoint(uri).source(options);
  }

  /** Writes to {@code uri}. Nothing is opened yet: call {@link #checkSink} for a quick answer. */
  public static Sink<EncodedRecord> sink(URI uri, SinkOptions options) {
    return endpoint(uri).sink(options);
  }

  /** Whether {@code uri} can be read now: the broker answers and has the topic, the path exists. */
  public static void checkSource(URI uri) {
    endpoint(uri).checkSource();
  }

  /**
   * Whether {@code uri} can be written now. Creates a missing topic with the broker's defaults and
   * a missing directory.
   */
  public static void checkSink(URI uri) {
    endpoint(uri).checkSink();
  }

  /** Refuses an output whose records would be read again from {@code input}. */
  public static void checkApart(URI input, URI output) {
    Endpoint from = endpoint(input);
    Endpoint to = endpoint(output);
    if (from.reads(to)) {
      throw new EndpointException(
          String.format(
              "output '%s' is in the input '%s', where it would be read as prompts: write it"
                  + " elsewhere",
              output, input));
    }
  }

  /**
   * Bytes of the largest record value that {@code uri} takes; asks the Kafka broker. Call it after
   * {@link #checkSink}.
   */
  public static int maxRecordBytes(URI uri) {
    return endpoint(uri).maxRecordBytes();
  }

  /** The programs of a topic. Nothing is opened yet. */
  public static ProgramFeed programs(URI uri) {
    return new KafkaProgramFeed(topic(uri));
  }

  /**
   * Writes programs to a topic, which is created, compacted, when it is missing.
   *
   * @param messages JSON by key, see {@link io.sglflink.record.ProgramMessage#key}; null removes
   */
  public static void publish(URI uri, Map<String, byte[]> messages) {
    new ProgramsTopic(topic(uri)).write(messages);
  }

  private static KafkaAddress topic(URI uri) {
    if (endpoint(uri) instanceof KafkaEndpoint kafka) {
      return kafka.address();
    }
    throw new EndpointException(
        String.format(
            "programs topic '%s' is no topic: write kafka://host:port/topic, and give files with"
                + " --programs",
            uri));
  }

  static Endpoint endpoint(URI uri) {
    String scheme = uri.getScheme();
    if (scheme == null) {
      throw new EndpointException(
          String.format(
              "endpoint '%s' has no scheme: write kafka://host:port/topic or file:///path", uri));
    }
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "kafka" -> new KafkaEndpoint(KafkaAddress.parse(uri));
      case "file" -> FileEndpoint.parse(uri);
      default ->
          throw new EndpointException(
              String.format(
                  "endpoint '%s' has the scheme '%s': use kafka://host:port/topic or file:///path",
                  uri, scheme));
    };
  }
}
