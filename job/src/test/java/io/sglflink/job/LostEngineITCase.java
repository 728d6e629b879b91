package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs whose engine is lost, each of its own: what they lose they lose for good. */
final class LostEngineITCase {

  @TempDir private Path directory;

  @Test
  void aTaskManagersJvmEndsWithItsStatusThoughAShutdownHookHangs() throws Exception {
    Path log = directory.resolve("log");
    assertThat(status(log, "cluster")).isEqualTo(HaltingExit.STATUS);
    assertThat(Files.readString(log))
        .containsOnlyOnce("ERROR")
        .containsPattern(
            "HaltingExit: This JVM cannot run the engine any more: the CPU is lost to this JVM: .*"
                + " does not end, .*\\. It ends now with exit status 70; ")
        .contains("failed: io.sglflink.runtime.engine.EngineFailedException: the engine failed: ")
        .contains("refused: no engine can be opened on the CPU in this JVM any more: ");
  }

  @Test
  void anotherJvmGoesOn() throws Exception {
    Path log = directory.resolve("log");
    assertThat(status(log, "embedded")).isZero();
    assertThat(Files.readString(log))
        .doesNotContain("ERROR")
        .contains("refused: no engine can be opened on the CPU in this JVM any more: ");
  }

  private static int status(Path log, String kind) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                HangingEngineMain.class.getName(),
                kind)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
