package io.sglflink.connectors;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a broker a few questions before a job starts. */
final class KafkaProbe implements AutoCloseable {

  private static final int DEFAULT_TIMEOUT_MILLIS = 10_000;

  private static final int GRACE_MILLIS = 2_000;

  /** What a batch and a record add to a value, the key included. */
  private static final int RECORD_OVERHEAD_BYTES = 4 << 10;

  private final KafkaAddress address;
  private final int timeoutMillis;
  private final Admin admin;

  KafkaProbe(KafkaAddress address) {
    this.address = address;
    this.timeoutMillis =
        number(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DEFAULT_TIMEOUT_MILLIS);
    try {
      this.admin = Admin.create(adminProperties());
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new EndpointException(
          String.format(
              "Kafka client for '%s' does not start: %s: check host, port and the properties in"
                  + " the URI",
              address, reason.getMessage()),
          e);
    }
  }

  void requireTopic() {
    if (!topicExists()) {
      throw new EndpointException(
          String.format(
              "topic '%s' does not exist on the Kafka broker %s: create it, or correct the"
                  + " endpoint",
              address.topic(), address.servers()));
    }
  }

  /** Creates it with the broker's defaults, but for {@code configuration}. */
  void createTopicIfMissing(Map<String, String> configuration) {
    if (topicExists()) {
      return;
    }
    NewTopic topic =
        new NewTopic(address.topic(), Optional.empty(), Optional.empty()).configs(configuration);
    try {
      await(admin.createTopics(List.of(topic)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new EndpointException(
            String.format(
                "topic '%s' does not exist on the Kafka broker %s and cannot be created: %s:"
                    + " create it by hand",
                address.topic(), address.servers(), e.getCause().getMessage()),
            e);
      }
    }
  }

  int maxRecordBytes() {
    int bytes =
        Math.min(
            Integer.parseInt(configuration(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)),
            number("max.request.size", KafkaEndpoint.MAX_REQUEST_BYTES));
    return Math.max(1, bytes - RECORD_OVERHEAD_BYTES);
  }

  String cleanupPolicy() {
    return configuration(TopicConfig.CLEANUP_POLICY_CONFIG);
  }

  /** What tells this broker's cluster from all others. */
  String clusterId() {
    try {
      return await(admin.describeCluster().clusterId());
    } catch (ExecutionException e) {
      throw unreachable(e);
    }
  }

  private String configuration(String name) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, address.topic());
    try {
      ConfigEntry entry = await(admin.describeConfigs(Set.of(topic)).all()).get(topic).get(name);
      return entry.value();
    } catch (ExecutionException e) {
      throw new EndpointException(
          String.format(
              "Kafka broker %s does not tell %s of topic '%s': %s: check that the client may"
                  + " describe its configuration",
              address.servers(), name, address.topic(), e.getCause().getMessage()),
          e);
    }
  }

  /** A number among the URI's properties. */
  private int number(String property, int defaultValue) {
    String given = address.properties().get(property);
    try {
      return given == null ? defaultValue : Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw new EndpointException(
          String.format(
              "'%s' has the property %s=%s: give a whole number", address, property, given),
          e);
    }
  }

  private boolean topicExists() {
    try {
      await(admin.describeTopics(List.of(address.topic())).allTopicNames());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw unreachable(e);
    }
  }

  private <T> T await(KafkaFuture<T> answer) throws ExecutionException {
    try {
      // The client gives up first, with a better reason.
      return answer.get(timeoutMillis + GRACE_MILLIS, MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unreachable(e);
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private EndpointException unreachable(Exception cause) {
    return new EndpointException(
        String.format(
            "Kafka broker %s does not answer within %,d ms: start it, or correct the address and the"
                + " security properties of '%s'",
            address.servers(), timeoutMillis, address),
        cause);
  }

  /** Only what an admin client knows: it warns about a consumer's or a producer's properties. */
  private Properties adminProperties() {
    Set<String> known = AdminClientConfig.configNames();
    Properties properties = new Properties();
    properties.setProperty(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(timeoutMillis));
    address.properties().entrySet().stream()
        .filter(entry -> known.contains(entry.getKey()))
        .forEach(entry -> properties.setProperty(entry.getKey(), entry.getValue()));
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address.servers());
    properties.setProperty(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(timeoutMillis));
    return properties;
  }

  @Override
  public void close() {
    admin.close();
  }
}
