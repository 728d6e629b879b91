package io.sglflink.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The broker's temporary directory: its configuration, its data and its log. */
final class BrokerDirectory {

  private static final int TAIL_LINES = 25;

  private final Path root;

  private BrokerDirectory(Path root) {
    this.root = root;
  }

  static BrokerDirectory createIn(Path parent) throws IOException {
    return new BrokerDirectory(
        Files.createTempDirectory(parent, "sglang-kafka-" + ProcessHandle.current().pid() + "-"));
  }

  Path properties() {
    return root.resolve("server.properties");
  }

  Path logging() {
    return root.resolve("log4j2.properties");
  }

  Path log() {
    return root.resolve("broker.log");
  }

  /** A single node that is its own controller, reachable on the loopback interface only. */
  void configure(int brokerPort, int controllerPort) throws IOException {
    Files.writeString(
        properties(),
        """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        log.dirs=%3$s
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        """
            .formatted(brokerPort, controllerPort, root.resolve("data").toString()));
    Files.writeString(
        logging(),
        """
        rootLogger.level=info
        rootLogger.appenderRef.console.ref=console
        appender.console.type=Console
        appender.console.name=console
        appender.console.layout.type=PatternLayout
        appender.console.layout.pattern=%d{HH:mm:ss.SSS} %-5p %c{1}: %m%n
        """);
  }

  /** The last lines of the broker's log, or a word on why there are none. */
  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log(), UTF_8);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (NoSuchFileException e) {
      return "(no log was written)";
    } catch (IOException e) {
      return "(the log cannot be read: " + e + ")";
    }
  }

  void delete() {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Gone already: the shutdown hook and close may meet.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the broker's directory " + root, e);
    }
  }
}
