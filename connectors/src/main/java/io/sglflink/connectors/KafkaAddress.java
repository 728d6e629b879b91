package io.sglflink.connectors;

import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where a topic is.
 *
 * @param servers {@code host:port[,host:port]}
 * @param topic the topic's name
 * @param properties Kafka client properties from the URI's query
 */
record KafkaAddress(String servers, String topic, Map<String, String> properties)
    implements Serializable {

  private static final String FORM = "kafka://host:port[,host:port]/topic[?property=value]";
  private static final Pattern SERVERS =
      Pattern.compile("[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*|\\[[^\\]]+\\]:\\d{1,5}");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  KafkaAddress {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  static KafkaAddress parse(URI uri) {
    String servers = uri.getAuthority();
    if (servers == null || !SERVERS.matcher(servers).matches()) {
      throw new EndpointException(
          String.format("endpoint '%s' names no broker as host:port: write %s", uri, FORM));
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String topic = path.startsWith("/") ? path.substring(1) : path;
    if (topic.isEmpty()) {
      throw new EndpointException(String.format("endpoint '%s' has no topic: write %s", uri, FORM));
    }
    if (!TOPIC.matcher(topic).matches()) {
      throw new EndpointException(
          String.format(
              "endpoint '%s' has the topic '%s': a topic is up to 249 letters, digits, '.', '_' and"
                  + " '-'",
              uri, topic));
    }
    return new KafkaAddress(servers, topic, properties(uri));
  }

  /** The URI's properties on top of {@code defaults}, and the brokers. */
  Properties clientProperties(Map<String, String> defaults) {
    Properties merged = new Properties();
    merged.putAll(defaults);
    merged.putAll(properties);
    merged.setProperty("bootstrap.servers", servers);
    return merged;
  }

  private static Map<String, String> properties(URI uri) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (uri.getRawQuery() == null) {
      return properties;
    }
    for (String pair : uri.getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new EndpointException(
            String.format("endpoint '%s' has '%s' in its query: write property=value", uri, pair));
      }
      properties.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }
    return properties;
  }

  private static String decode(String text) {
    // A plus stays a plus: URIs are not HTML forms, and passwords may hold one.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "kafka://" + servers + "/" + topic;
  }
}
