package io.sglflink.job.kafka;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker in a JVM of its own, on free ports of the loopback interface.
 *
 * <p>Its data lies in a temporary directory. {@link #close()}, or else the end of this JVM, stops
 * the process and deletes the directory.
 */
public final class LocalKafka implements AutoCloseable {

  private static final int START_SECONDS = 60;
  private static final int ATTEMPTS = 3;
  private static final long POLL_MILLIS = 25;

  private final Path jars;
  private final BrokerDirectory directory;
  private final String bootstrapServers;
  private final Thread hook = new Thread(this::discard, "local-kafka-shutdown");
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile BrokerProcess process;

  private LocalKafka(Path jars, BrokerDirectory directory, String bootstrapServers)
      throws IOException {
    this.jars = jars;
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
    this.process = launch();
  }

  /**
   * Starts a broker and waits until it answers.
   *
   * @param jars directory of the broker's jars, which have their own class path
   * @throws IOException when the broker does not start; the message has the end of its log
   */
  public static LocalKafka start(Path jars) throws IOException, InterruptedException {
    return start(jars, Path.of(System.getProperty("java.io.tmpdir")));
  }

  static LocalKafka start(Path jars, Path parent) throws IOException, InterruptedException {
    requireNonNull(jars, "jars is null");
    if (!Files.isDirectory(jars)) {
      throw new IOException(
          "there is no directory " + jars + " with the broker's jars: build the distribution");
    }
    for (int attempt = 1; ; attempt++) {
      LocalKafka kafka = create(jars, parent);
      if (kafka.awaitReady()) {
        return kafka;
      }
      String tail = kafka.directory.logTail();
      kafka.close();
      // Between choosing a free port and binding it, another process may have taken it.
      if (attempt == ATTEMPTS || !tail.contains("Address already in use")) {
        throw new IOException("the Kafka broker did not start; the end of its log:\n" + tail);
      }
    }
  }

  /** The broker's address, for example {@code 127.0.0.1:40123}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Kills the broker and starts it again after an outage, with the same address and data: for tests
   * of what its clients do meanwhile.
   *
   * @throws IOException when it does not start again
   */
  public void restart(Duration outage) throws IOException, InterruptedException {
    process.kill();
    Thread.sleep(outage.toMillis());
    process = launch();
    if (!awaitReady()) {
      throw new IOException(
          "the Kafka broker did not start again; the end of its log:\n" + directory.logTail());
    }
  }

  /** Creates a topic and waits until it is there. */
  public void createTopic(String name, int partitions) throws IOException, InterruptedException {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IOException("cannot create the topic " + name, e.getCause());
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending and the hook runs beside us; both may stop and delete.
    }
    process.stop();
    directory.delete();
  }

  private static LocalKafka create(Path jars, Path parent)
      throws IOException, InterruptedException {
    BrokerDirectory directory = BrokerDirectory.createIn(parent);
    try {
      int[] ports = freePorts(2);
      directory.configure(ports[0], ports[1]);
      format(jars, directory);
      LocalKafka kafka = new LocalKafka(jars, directory, "127.0.0.1:" + ports[0]);
      Runtime.getRuntime().addShutdownHook(kafka.hook);
      return kafka;
    } catch (IOException | InterruptedException | RuntimeException e) {
      directory.delete();
      throw e;
    }
  }

  private BrokerProcess launch() throws IOException {
    return BrokerProcess.start(jars, directory, "kafka.Kafka", directory.properties().toString());
  }

  private static void format(Path jars, BrokerDirectory directory)
      throws IOException, InterruptedException {
    BrokerProcess tool =
        BrokerProcess.start(
            jars,
            directory,
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            directory.properties().toString());
    int status = tool.await(START_SECONDS);
    if (status != 0) {
      tool.kill();
      throw new IOException(
          "cannot format the Kafka broker's storage (status "
              + status
              + "):\n"
              + directory.logTail());
    }
  }

  private boolean awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.alive() && System.nanoTime() < deadline) {
      // A client that meets a closed port logs a warning each time: knock first.
      if (portOpen() && answers()) {
        return true;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return false;
  }

  private boolean portOpen() {
    int port = Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean answers() throws InterruptedException {
    try (Admin admin = admin()) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private void discard() {
    process.kill();
    directory.delete();
  }

  private static int[] freePorts(int count) throws IOException {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ports[i] = sockets[i].getLocalPort();
      }
    } finally {
      for (ServerSocket socket : sockets) {
        if (socket != null) {
          socket.close();
        }
      }
    }
    return ports;
  }
}
