package io.sglflink.job.cli;

import io.sglflink.job.SharedEngineProvider;
import java.nio.file.Path;

/** The examples of the source tree, the jars of the build, the real engine. */
final class TestInstallation {

  private TestInstallation() {}

  static Installation real() {
    return new Installation(
        Path.of(System.getProperty("sglang.examples")),
        Path.of(System.getProperty("sglang.kafka.lib")),
        Path.of(System.getProperty("sglang.deploy"), "engine-layer/target/lib"),
        Path.of(System.getProperty("sglang.deploy"), "src/main/dist/conf"),
        false,
        SharedEngineProvider::new);
  }
}
