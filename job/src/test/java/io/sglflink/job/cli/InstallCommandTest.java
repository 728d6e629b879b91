package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.job.SharedEngineProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallCommandTest {

  @TempDir private Path directory;

  private Path flink;
  private Installation installation;

  @BeforeEach
  void prepare() throws IOException {
    flink = directory.resolve("flink");
    file("flink/lib/flink-dist-2.3.0.jar", "flink");
    file("flink/lib/log4j-core-2.24.3.jar", "log4j");
    file("flink/conf/config.yaml", "taskmanager.memory.process.size: 1728m\n");
    file("dist/flink-lib/io.sglflink.gpu-runtime-0.2.0.jar", "new");
    file("dist/flink-lib/org.yaml.snakeyaml-2.5.jar", "yaml");
    file(
        "dist/conf/config.yaml",
        "taskmanager.memory.segment-size: 4kb\ntaskmanager.memory.managed.size: 0\ntaskmanager.memory.task.off-heap.size: 4gb\n");
    installation =
        new Installation(
            directory,
            directory,
            directory.resolve("dist/flink-lib"),
            directory.resolve("dist/conf"),
            false,
            SharedEngineProvider::new);
  }

  @Test
  void copiesTheEngineAndRemovesItsOlderVersions() throws IOException {
    file("flink/lib/io.sglflink.gpu-runtime-0.1.0.jar", "old");
    file("flink/lib/ai.djl.gone-0.30.0.jar", "no longer needed");
    file("flink/lib/org.yaml.snakeyaml-2.4.jar", "older");

    assertThat(install()).contains("Flink 2.3.0", "removed", "copied", "Restart the cluster");

    assertThat(lib())
        .containsExactly(
            "flink-dist-2.3.0.jar",
            "io.sglflink.gpu-runtime-0.2.0.jar",
            "log4j-core-2.24.3.jar",
            "org.yaml.snakeyaml-2.5.jar");
  }

  @Test
  void leavesOutWhatTheUsersMemoryHasNoRoomForAndSaysSo() throws IOException {
    assertThat(install())
        .contains("TO DO", "taskmanager.memory.task.off-heap.size: 4gb", "process.size");

    assertThat(config())
        .contains("taskmanager.memory.process.size: 1728m", "segment-size: 4kb")
        .doesNotContain("off-heap");
  }

  @Test
  void setsItWhereThereIsRoom() throws IOException {
    file("flink/conf/config.yaml", "taskmanager.memory.process.size: 8gb\n");

    assertThat(install()).doesNotContain("TO DO");

    assertThat(config()).contains("taskmanager.memory.task.off-heap.size: 4gb");
  }

  @Test
  void keepsTheConfigurationBefore() throws IOException {
    install();

    assertThat(flink.resolve("conf/config.yaml.before-sglang-1"))
        .hasContent("taskmanager.memory.process.size: 1728m\n");
  }

  @Test
  void aSecondTimeChangesNothing() throws IOException {
    install();
    String once = config();

    assertThat(install()).contains("Nothing had to be done.");
    assertThat(config()).isEqualTo(once);
    assertThat(flink.resolve("conf/config.yaml.before-sglang-2")).doesNotExist();
  }

  @Test
  void aJarOfTheSameNameAndOtherContentIsReplaced() throws IOException {
    install();
    file("flink/lib/io.sglflink.gpu-runtime-0.2.0.jar", "an earlier build");

    install();

    assertThat(flink.resolve("lib/io.sglflink.gpu-runtime-0.2.0.jar")).hasContent("new");
  }

  @Test
  void aDryRunDoesNothing() throws IOException {
    assertThat(install("--dry-run")).contains("copied", "Nothing was done");

    assertThat(lib()).containsExactly("flink-dist-2.3.0.jar", "log4j-core-2.24.3.jar");
    assertThat(config()).isEqualTo("taskmanager.memory.process.size: 1728m\n");
  }

  @Test
  void otherReleasesAndOtherDirectoriesAreRefused() throws IOException {
    Files.delete(flink.resolve("lib/flink-dist-2.3.0.jar"));
    assertThat(install()).contains("has no flink-dist jar");

    file("flink/lib/flink-dist-1.20.1.jar", "flink");
    assertThat(install()).contains("is Flink 1.20.1: the job runs on 2.3 and on 2.2");
  }

  private String install(String... more) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    List<String> arguments = List.of("install", "--flink-home", flink.toString());
    int status =
        Main.execute(
            installation,
            writer,
            writer,
            Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    writer.flush();
    assertThat(status).as(text.toString()).isIn(0, 1);
    return text.toString();
  }

  private List<String> lib() throws IOException {
    try (Stream<Path> files = Files.list(flink.resolve("lib"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String config() throws IOException {
    return Files.readString(flink.resolve("conf/config.yaml"), UTF_8);
  }

  private void file(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content, UTF_8);
  }
}
