package io.sglflink.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A session cluster: a JobManager and TaskManagers that can be killed and started again.
 *
 * <p>{@link #close()}, or else the end of this JVM, ends the processes. Logs and data stay unless
 * {@link #succeeded()} was called before.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final long START_SECONDS = 60;
  private static final int PORT_ATTEMPTS = 3;

  private final FlinkHome home;
  private final RestClient rest;
  private final List<String> opens;
  private final Map<Integer, JvmProcess> taskManagers = new LinkedHashMap<>();
  private JvmProcess zooKeeper;
  private JvmProcess jobManager;
  private int nextTaskManager;
  private boolean succeeded;

  private StandaloneCluster(FlinkHome home, RestClient rest) {
    this.home = home;
    this.rest = rest;
    this.opens =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-"))
            .toList();
  }

  /**
   * What a cluster is made of.
   *
   * @param engineLayer whether the engine is in lib/
   * @param zooKeeper whether the JobManager's work survives it
   * @param settings in addition to the shipped ones, and before them
   */
  record Plan(
      FlinkVersion version,
      int taskManagers,
      int slots,
      boolean engineLayer,
      boolean zooKeeper,
      Map<String, String> settings) {

    static final Plan DEFAULT = new Plan(FlinkVersion.V2_3, 1, 1, true, false, Map.of());

    Plan withVersion(FlinkVersion other) {
      return new Plan(other, taskManagers, slots, engineLayer, zooKeeper, settings);
    }

    Plan withTaskManagers(int other) {
      return new Plan(version, other, slots, engineLayer, zooKeeper, settings);
    }

    Plan withSlots(int other) {
      return new Plan(version, taskManagers, other, engineLayer, zooKeeper, settings);
    }

    Plan withoutEngineLayer() {
      return new Plan(version, taskManagers, slots, false, zooKeeper, settings);
    }

    Plan withZooKeeper() {
      return new Plan(version, taskManagers, slots, engineLayer, true, settings);
    }

    Plan with(String key, String value) {
      Map<String, String> more = new HashMap<>(settings);
      more.put(key, value);
      return new Plan(version, taskManagers, slots, engineLayer, zooKeeper, more);
    }
  }

  static StandaloneCluster start(Plan plan) throws Exception {
    for (int attempt = 1; ; attempt++) {
      StandaloneCluster cluster = prepare(plan);
      try {
        if (plan.zooKeeper()) {
          cluster.startZooKeeper();
        }
        cluster.startJobManager();
        for (int i = 0; i < plan.taskManagers(); i++) {
          cluster.startTaskManager();
        }
        cluster.awaitTaskManagers();
        return cluster;
      } catch (Exception | AssertionError e) {
        cluster.close();
        // Between choosing a free port and binding it, another process may have taken it.
        if (attempt == PORT_ATTEMPTS || !cluster.logs().contains("Address already in use")) {
          throw e;
        }
      }
    }
  }

  private static StandaloneCluster prepare(Plan plan) throws IOException {
    int restPort = freePort();
    Map<String, String> settings = new HashMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", Integer.toString(freePort()));
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.memory.flink.size", "768m");
    settings.put("taskmanager.memory.task.off-heap.size", "64m");
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(plan.slots()));
    // A dead process is found by its closed connection; this is for one that hangs on a busy
    // machine.
    settings.put("heartbeat.interval", "1s");
    settings.put("heartbeat.timeout", "30s");
    settings.putAll(plan.settings());
    FlinkHome home = FlinkHome.create(plan.version(), plan.engineLayer(), settings);
    return new StandaloneCluster(home, new RestClient(restPort));
  }

  FlinkHome home() {
    return home;
  }

  RestClient rest() {
    return rest;
  }

  FlinkCli cli() {
    return new FlinkCli(home, opens);
  }

  void startJobManager() throws IOException {
    jobManager =
        launch(
            "jobmanager",
            List.of("-Xmx512m"),
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--executionMode", "cluster"));
  }

  /** kill -9. */
  void killJobManager() {
    jobManager.kill();
  }

  /** Starts one more; its number, which no other has had. */
  int startTaskManager() throws IOException {
    Configuration configuration = home.configuration();
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    int number = nextTaskManager++;
    List<String> options =
        new ArrayList<>(List.of(ProcessMemoryUtils.generateJvmParametersStr(memory).split(" ")));
    options.addAll(List.of(configuration.toMap().get("env.java.opts.taskmanager").split(" ")));
    taskManagers.put(
        number,
        launch(
            "taskmanager-" + number,
            options,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of(
                TaskExecutorProcessUtils.generateDynamicConfigsStr(memory).strip().split(" "))));
    return number;
  }

  /** kill -9 of a TaskManager that runs. */
  void killTaskManager(int number) {
    taskManagers.remove(number).kill();
  }

  /** The numbers of those that were started and not killed. */
  List<Integer> taskManagers() {
    return List.copyOf(taskManagers.keySet());
  }

  long pid(int number) {
    return taskManagers.get(number).pid();
  }

  /**
   * A collection of garbage in a TaskManager, and then jcmd's table of the objects that are left.
   */
  String histogram(int number) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid(number)),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String table = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd failed: " + table);
    }
    return table;
  }

  /** Waits until the JobManager knows all of them. */
  void awaitTaskManagers() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (rest.taskManagers() != taskManagers.size()) {
      if (System.nanoTime() > deadline || !jobManager.alive()) {
        throw new AssertionError("the cluster did not start; its logs:\n" + logs());
      }
      Thread.sleep(100);
    }
  }

  /** The logs of all processes. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(home.file("log"))) {
      for (Path log : files.sorted().toList()) {
        all.append("---- ").append(log.getFileName()).append('\n').append(Files.readString(log));
      }
    }
    return all.toString();
  }

  /** Says that nothing has to be looked at afterwards. */
  void succeeded() {
    succeeded = true;
  }

  @Override
  public void close() throws IOException {
    taskManagers.values().forEach(JvmProcess::kill);
    if (jobManager != null) {
      jobManager.kill();
    }
    if (zooKeeper != null) {
      zooKeeper.kill();
    }
    if (succeeded) {
      home.delete();
    } else {
      System.out.println("The cluster's logs and data are in " + home);
    }
  }

  private void startZooKeeper() throws IOException {
    int port = freePort();
    Path properties = home.file("zoo.cfg");
    Files.writeString(
        properties,
        """
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        tickTime=500
        """
            .formatted(Files.createDirectory(home.file("zookeeper")), port));
    Files.writeString(
        home.conf().resolve("config.yaml"),
        """

        high-availability.type: zookeeper
        high-availability.zookeeper.quorum: 127.0.0.1:%d
        high-availability.zookeeper.client.session-timeout: 5s
        high-availability.storageDir: %s
        """
            .formatted(port, home.uri("ha")),
        StandardOpenOption.APPEND);
    zooKeeper =
        JvmProcess.start(
            home.log("zookeeper"),
            Map.of(),
            List.of(
                "-Xmx128m",
                "-Dlog4j2.configurationFile=" + home.conf().resolve("log4j2.properties"),
                "-cp",
                home.lib() + "/*",
                "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
                properties.toString()));
  }

  private JvmProcess launch(
      String name, List<String> options, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(opens);
    command.addAll(options);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlog4j2.configurationFile=" + home.conf().resolve("log4j2.properties"));
    command.addAll(List.of("-cp", home.lib() + "/*", mainClass));
    command.addAll(List.of("--configDir", home.conf().toString()));
    command.addAll(arguments);
    return JvmProcess.start(home.log(name), Map.of(), command);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
