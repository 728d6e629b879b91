package io.sglflink.connectors;

import static java.util.Objects.requireNonNull;

import io.sglflink.record.ProgramFeed;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A compacted topic of programs. */
record KafkaProgramFeed(KafkaAddress address) implements ProgramFeed {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaProgramFeed.class);

  static final Map<String, String> CONSUMER_DEFAULTS =
      Map.of(
          "isolation.level", "read_committed",
          "auto.offset.reset", "earliest",
          "enable.auto.commit", "false",
          "allow.auto.create.topics", "false");

  KafkaProgramFeed {
    requireNonNull(address, "address is null");
  }

  @Override
  public void check() {
    try (KafkaProbe probe = new KafkaProbe(address)) {
      probe.requireTopic();
      String policy = probe.cleanupPolicy();
      if (!policy.contains("compact")) {
        LOG.warn(
            "The programs' topic {} has cleanup.policy={}: its programs are lost when they are"
                + " older than the topic keeps messages; set cleanup.policy=compact",
            address,
            policy);
      }
    }
  }

  @Override
  public Subscription open(Listener listener) {
    return TopicFollower.start(address, listener);
  }
}
