package io.sglflink.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** bin/flink: Flink's client, as a user calls it. */
final class FlinkCli {

  private static final long SECONDS = 180;
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Path: (file:\\S+)");

  private final FlinkHome home;
  private final List<String> opens;
  private final String classPath;

  FlinkCli(FlinkHome home, List<String> opens) {
    this(home, opens, home.lib() + "/*");
  }

  private FlinkCli(FlinkHome home, List<String> opens, String classPath) {
    this.home = home;
    this.opens = opens;
    this.classPath = classPath;
  }

  /** The client of another installation, which has the engine. */
  FlinkCli withEngineLayer() {
    return new FlinkCli(home, opens, home.lib() + "/*:" + FlinkHome.engineLayer() + "/*");
  }

  /** What a call ended with. */
  record Ended(int status, String output) {}

  /** {@code flink run -d}; the job's id. */
  String submit(Path jar, List<String> arguments) throws Exception {
    return submit(jar, List.of(), arguments);
  }

  /** {@code flink run -d -s SAVEPOINT}; the job's id. */
  String resume(Path jar, String savepoint, List<String> arguments) throws Exception {
    return submit(jar, List.of("-s", savepoint), arguments);
  }

  private String submit(Path jar, List<String> options, List<String> arguments) throws Exception {
    List<String> more = new ArrayList<>(List.of("-d"));
    more.addAll(options);
    Ended ended = run(jar, more, arguments);
    Matcher matcher = JOB_ID.matcher(ended.output());
    assertThat(matcher.find()).as("it is submitted: %s", ended.output()).isTrue();
    return matcher.group(1);
  }

  /** {@code flink run}. */
  Ended run(Path jar, List<String> options, List<String> arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(options);
    all.add(jar.toString());
    all.addAll(arguments);
    return call(all);
  }

  /** {@code flink stop}; the savepoint. */
  String stop(String job) throws Exception {
    Ended ended = call(List.of("stop", "--savepointPath", home.uri("savepoints"), job));
    Matcher matcher = SAVEPOINT.matcher(ended.output());
    assertThat(matcher.find()).as("it stops with a savepoint: %s", ended.output()).isTrue();
    return matcher.group(1);
  }

  void cancel(String job) throws Exception {
    Ended ended = call(List.of("cancel", job));
    assertThat(ended.status()).as(ended.output()).isZero();
  }

  private Ended call(List<String> arguments) throws IOException, InterruptedException {
    Path log = Files.createTempFile(home.file("log"), "cli-", ".log");
    List<String> command = new ArrayList<>(opens);
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // The real one logs to a file.
    command.add("-Dlog4j2.level=OFF");
    command.addAll(List.of("-cp", classPath, "org.apache.flink.client.cli.CliFrontend"));
    command.addAll(arguments);
    Map<String, String> environment =
        Map.of(
            "FLINK_CONF_DIR",
            home.conf().toString(),
            "FLINK_HOME",
            home.toString(),
            "LC_ALL",
            "C.UTF-8");
    int status = JvmProcess.start(log, environment, command).await(SECONDS);
    return new Ended(status, Files.readString(log, UTF_8));
  }
}
