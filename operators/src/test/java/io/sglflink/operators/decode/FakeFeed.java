package io.sglflink.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.record.ProgramFeed;
import io.sglflink.record.ProgramMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A feed that tells what a test publishes. It finds itself again when it was serialized. */
final class FakeFeed implements ProgramFeed {

  private static final long serialVersionUID = 1;

  private static final Map<String, Topic> TOPICS = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();

  FakeFeed() {
    TOPICS.put(name, new Topic());
  }

  void publish(String key, String json) {
    byte[] value = json == null ? null : json.getBytes(UTF_8);
    topic().add(new ProgramMessage(key, value, "kafka://programs/0@" + topic().messages.size()));
  }

  void fail(Exception failure) {
    topic().listeners.forEach(listener -> listener.failed(failure));
  }

  int readers() {
    return topic().listeners.size();
  }

  @Override
  public void check() {}

  @Override
  public Subscription open(Listener listener) {
    topic().messages.forEach(listener::message);
    listener.caughtUp();
    topic().listeners.add(listener);
    return () -> topic().listeners.remove(listener);
  }

  private Topic topic() {
    return TOPICS.get(name);
  }

  private static final class Topic {
    private final List<ProgramMessage> messages = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();

    void add(ProgramMessage message) {
      messages.add(message);
      listeners.forEach(listener -> listener.message(message));
    }
  }
}
