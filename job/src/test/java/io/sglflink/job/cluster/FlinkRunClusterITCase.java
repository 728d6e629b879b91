package io.sglflink.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.job.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code flink run sglang-job.jar}, again and again on clusters that go on. */
@Tag("cluster")
final class FlinkRunClusterITCase {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SUBMISSIONS = 20;
  private static final int COLLECTIONS = 4;
  private static final int PROMPTS = 6;

  /** As many prompts again make a job that lasts until it is ended. */
  private static final int COPIES = 5_000;

  /** A job's class loader in a histogram of live objects. */
  private static final Pattern USER_CODE =
      Pattern.compile(
          "^ *\\d+: +(\\d+) +\\d+ +org\\.apache\\.flink\\.util\\.ChildFirstClassLoader\\b",
          Pattern.MULTILINE);

  @ParameterizedTest
  @EnumSource(FlinkVersion.class)
  void jobsFollowFailedOnesAndRunSideBySide(FlinkVersion version) throws Exception {
    try (StandaloneCluster cluster =
        StandaloneCluster.start(StandaloneCluster.Plan.DEFAULT.withVersion(version).withSlots(2))) {
      assertThat(finished(cluster, "first")).isEqualTo(PROMPTS);

      FlinkCli.Ended wrong =
          cluster
              .cli()
              .run(ChaosRun.JAR, List.of(), arguments(cluster, "wrong", "--window", "none"));
      assertThat(wrong.status()).isNotZero();
      assertThat(wrong.output()).contains("--window").contains("none");

      List<String> noModel = arguments(cluster, "no-model", "--parallelism", "1");
      noModel.set(1, "/no/such/model");
      String failed = cluster.cli().submit(ChaosRun.JAR, noModel);
      assertThat(cluster.rest().awaitEnd(failed, LIMIT)).isEqualTo("FAILED");
      assertThat(cluster.rest().failure(failed)).contains("/no/such/model");
      assertThat(finished(cluster, "second")).isEqualTo(PROMPTS);

      String endless = cluster.cli().submit(ChaosRun.JAR, endless(cluster, "cancelled"));
      cluster.rest().awaitRunning(endless, LIMIT);
      cluster.cli().cancel(endless);
      assertThat(cluster.rest().awaitEnd(endless, LIMIT)).isEqualTo("CANCELED");

      String killed = cluster.cli().submit(ChaosRun.JAR, arguments(cluster, "killed"));
      cluster.killTaskManager(cluster.taskManagers().get(0));
      cluster.startTaskManager();
      assertThat(cluster.rest().awaitEnd(killed, LIMIT)).isEqualTo("FINISHED");
      assertThat(results(cluster, "killed")).isEqualTo(PROMPTS);

      String left = cluster.cli().submit(ChaosRun.JAR, endless(cluster, "left"));
      String right = cluster.cli().submit(ChaosRun.JAR, endless(cluster, "right"));
      cluster.rest().awaitRunning(left, LIMIT);
      cluster.rest().awaitRunning(right, LIMIT);
      cluster.cli().stop(left);
      assertThat(cluster.rest().state(right)).isEqualTo("RUNNING");
      cluster.cli().stop(right);
      assertThat(finished(cluster, "third")).isEqualTo(PROMPTS);

      assertThat(cluster.logs()).doesNotContain("UnsatisfiedLinkError");
      cluster.succeeded();
    }
  }

  @Test
  void aJobsClassesGoWithIt() throws Exception {
    try (StandaloneCluster cluster = StandaloneCluster.start(StandaloneCluster.Plan.DEFAULT)) {
      for (int i = 0; i < SUBMISSIONS; i++) {
        finished(cluster, "job-" + i);
      }
      int loaders = classLoaders(cluster);
      System.out.printf(
          "%d class loaders of %d ended jobs are left on the TaskManager%n", loaders, SUBMISSIONS);
      // JNA's cleaner thread keeps the access control context of the job that was the first to load
      // the engine: one class loader for the JVM's life, and no more with further jobs.
      assertThat(loaders).isLessThanOrEqualTo(1);
      cluster.succeeded();
    }
  }

  /**
   * How many jobs' class loaders are left after a collection of what nobody holds. Flink's tasks
   * have finalizers, so they go, and what they hold, with the collection after the next.
   */
  private static int classLoaders(StandaloneCluster cluster) throws Exception {
    String histogram = "";
    for (int i = 0; i < COLLECTIONS; i++) {
      histogram = cluster.histogram(cluster.taskManagers().get(0));
      Thread.sleep(500);
    }
    Matcher matcher = USER_CODE.matcher(histogram);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** Runs a job to its end; how many results it has. */
  private static long finished(StandaloneCluster cluster, String name) throws Exception {
    String job = cluster.cli().submit(ChaosRun.JAR, arguments(cluster, name));
    String state = cluster.rest().awaitEnd(job, LIMIT);
    assertThat(state).as(cluster.rest().failure(job)).isEqualTo("FINISHED");
    return results(cluster, name);
  }

  private static long results(StandaloneCluster cluster, String name) throws IOException {
    try (Stream<Path> files = Files.walk(cluster.home().file(name))) {
      long count = 0;
      for (Path file : files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
        count += Files.readAllLines(file, UTF_8).size();
      }
      return count;
    }
  }

  private static List<String> arguments(StandaloneCluster cluster, String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--model", TestData.MODEL.toString(),
                "--programs", TestData.PROGRAMS.toString(),
                "--input", TestData.PROMPTS.resolve("questions.jsonl").toUri().toString(),
                "--output", cluster.home().uri(name)));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static List<String> endless(StandaloneCluster cluster, String name) throws IOException {
    Path prompts = TestData.PROMPTS.resolve("questions.jsonl");
    Path many = cluster.home().file(name + ".jsonl");
    Files.writeString(many, Files.readString(prompts, UTF_8).repeat(COPIES), UTF_8);
    List<String> arguments = arguments(cluster, name);
    arguments.set(arguments.indexOf("--input") + 1, many.toUri().toString());
    return arguments;
  }
}
