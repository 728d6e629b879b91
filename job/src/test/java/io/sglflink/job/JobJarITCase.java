package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is in the jar for {@code flink run}, and what must not be. */
final class JobJarITCase {

  private static final String JAR = System.getProperty("sglang.job.jar");

  @Test
  void startsTheJob() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo(SglangJob.class.getName());
    }
  }

  @Test
  void bringsTheJobAndItsConnectors() throws IOException {
    assertThat(classes())
        .contains(
            "io/sglflink/job/SglangJob.class",
            "io/sglflink/operators/PromptPipeline.class",
            "io/sglflink/connectors/Endpoints.class",
            "org/apache/flink/connector/kafka/sink/KafkaSink.class",
            "org/apache/kafka/clients/producer/KafkaProducer.class",
            "picocli/CommandLine.class");
  }

  @Test
  void leavesTheEngineAndFlinkToTheCluster() throws IOException {
    assertThat(classes())
        .noneMatch(
            name ->
                name.startsWith("io/sglflink/runtime/")
                    || name.startsWith("io/sglflink/model/")
                    || name.startsWith("io/sglflink/program/")
                    || name.startsWith("io/sglflink/interpret/")
                    || name.startsWith("io/sglflink/record/")
                    || name.startsWith("ai/djl/")
                    || name.startsWith("com/fasterxml/jackson/")
                    || name.startsWith("org/slf4j/")
                    || name.startsWith("org/apache/flink/runtime/")
                    || name.startsWith("org/apache/flink/streaming/api/environment/"));
  }

  private static List<String> classes() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      return jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")).toList();
    }
  }
}
