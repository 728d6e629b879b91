package io.sglflink.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.job.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Submitting to a cluster without the engine, or with the engine in the wrong place. */
final class MissingEngineITCase {

  private static final Path JAR = Path.of(System.getProperty("sglang.job.jar"));

  private static StandaloneCluster cluster;
  private static List<String> arguments;

  @BeforeAll
  static void start() throws Exception {
    cluster = StandaloneCluster.start(StandaloneCluster.Plan.DEFAULT.withoutEngineLayer());
    arguments =
        List.of(
            "--model", TestData.MODEL.toString(),
            "--programs", TestData.PROGRAMS.toString(),
            "--input", TestData.PROMPTS.resolve("questions.jsonl").toUri().toString(),
            "--output", cluster.home().uri("results"));
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void theClientNamesTheInstallCommand() throws Exception {
    FlinkCli.Ended ended = cluster.cli().run(JAR, List.of(), arguments);

    assertThat(ended.status()).isNotZero();
    assertThat(ended.output())
        .contains("bin/sglang install --flink-home " + cluster.home())
        .doesNotContain("UnsatisfiedLinkError", "NoClassDefFoundError");
  }

  @Test
  void theEngineInTheJobsOwnClassPathIsRefused() throws Exception {
    List<String> options = new ArrayList<>();
    try (Stream<Path> jars = Files.list(FlinkHome.engineLayer())) {
      jars.forEach(jar -> options.addAll(List.of("-C", jar.toUri().toString())));
    }
    FlinkCli.Ended ended = cluster.cli().run(JAR, options, arguments);

    assertThat(ended.status()).isNotZero();
    assertThat(ended.output())
        .contains("keep the jars of flink-lib/ out of the job's jar")
        .contains("bin/sglang install --flink-home " + cluster.home());
  }

  @Test
  void aClusterWithoutTheEngineOfItsClientNamesTheInstallCommand() throws Exception {
    FlinkCli.Ended ended = cluster.cli().withEngineLayer().run(JAR, List.of(), arguments);

    assertThat(ended.status()).isNotZero();
    assertThat(ended.output())
        .contains("the engine is not on the class path of the cluster")
        .contains("bin/sglang install --flink-home " + cluster.home())
        .doesNotContain("UnsatisfiedLinkError", "NoClassDefFoundError");
    cluster.succeeded();
  }
}
