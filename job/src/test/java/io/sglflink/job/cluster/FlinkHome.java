package io.sglflink.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.job.install.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.util.FileUtils;

/** A Flink installation for one test: links to jars of the build, settings, logs, data. */
final class FlinkHome {

  private static final Path DEPLOY = Path.of(System.getProperty("sglang.deploy"));

  private final Path root;

  private FlinkHome(Path root) {
    this.root = root;
  }

  /**
   * Creates one as an operator does: the user's settings, and the shipped ones that they leave.
   *
   * @param engineLayer whether the engine is in its lib/
   */
  static FlinkHome create(FlinkVersion version, boolean engineLayer, Map<String, String> settings)
      throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "clusters").toAbsolutePath());
    FlinkHome home = new FlinkHome(Files.createTempDirectory(parent, version.directory() + "-"));
    Files.createDirectory(home.lib());
    Files.createDirectory(home.root.resolve("conf"));
    Files.createDirectory(home.root.resolve("log"));
    link(DEPLOY.resolve(version.directory()).resolve("target/lib"), home.lib());
    if (engineLayer) {
      link(engineLayer(), home.lib());
    }
    home.configure(settings);
    return home;
  }

  private void configure(Map<String, String> settings) throws IOException {
    Map<String, String> own = new TreeMap<>(settings);
    own.putIfAbsent("io.tmp.dirs", Files.createDirectory(root.resolve("tmp")).toString());
    own.putIfAbsent("execution.checkpointing.dir", uri("checkpoints"));
    own.putIfAbsent("execution.checkpointing.savepoint-dir", uri("savepoints"));
    Path config = root.resolve("conf/config.yaml");
    Files.writeString(
        config,
        String.join(
            "\n", own.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList()),
        UTF_8);
    Files.writeString(
        config,
        ConfigFile.read(config.getParent())
            .merge(ConfigFile.read(DEPLOY.resolve("src/main/dist/conf")).settings(), "shipped")
            .text(),
        UTF_8);
    Files.writeString(
        root.resolve("conf/log4j2.properties"),
        """
        rootLogger.level=info
        rootLogger.appenderRef.console.ref=console
        appender.console.type=Console
        appender.console.name=console
        appender.console.layout.type=PatternLayout
        appender.console.layout.pattern=%d{HH:mm:ss.SSS} %-5p %c{1}: %m%n
        """,
        UTF_8);
  }

  /** The jars of the build that make a cluster one for the job. */
  static Path engineLayer() {
    return DEPLOY.resolve("engine-layer/target/lib");
  }

  Path lib() {
    return root.resolve("lib");
  }

  Path conf() {
    return root.resolve("conf");
  }

  Path log(String name) {
    return root.resolve("log").resolve(name + ".log");
  }

  Path file(String name) {
    return root.resolve(name);
  }

  String uri(String name) {
    return root.resolve(name).toUri().toString();
  }

  Configuration configuration() {
    return GlobalConfiguration.loadConfiguration(conf().toString());
  }

  void delete() throws IOException {
    FileUtils.deleteDirectory(root.toFile());
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private static void link(Path from, Path to) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(from)) {
      jars = files.toList();
    }
    for (Path jar : jars) {
      Files.createSymbolicLink(to.resolve(jar.getFileName()), jar);
    }
  }
}
