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
        false,
        SharedEngineProvider::new);
  }
}
