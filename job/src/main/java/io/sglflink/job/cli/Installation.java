package io.sglflink.job.cli;

import static java.util.Objects.requireNonNull;

import io.sglflink.job.SharedEngineProvider;
import io.sglflink.job.UserException;
import io.sglflink.operators.EngineProvider;
import io.sglflink.runtime.EngineOptions;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where the command line finds what belongs to it.
 *
 * @param examples directory of the examples
 * @param kafka directory of the broker's jars
 * @param engineLayer directory of the jars for a cluster's lib/
 * @param conf directory with the config.yaml for a cluster
 * @param terminal whether standard error is one, so that a line may be overwritten
 * @param engines how engines are opened
 */
record Installation(
    Path examples,
    Path kafka,
    Path engineLayer,
    Path conf,
    boolean terminal,
    Function<EngineOptions, EngineProvider> engines) {

  private static final String HOME = "sglang.home";
  private static final String TERMINAL = "sglang.terminal";

  Installation {
    requireNonNull(examples, "examples is null");
    requireNonNull(kafka, "kafka is null");
    requireNonNull(engineLayer, "engineLayer is null");
    requireNonNull(conf, "conf is null");
    requireNonNull(engines, "engines is null");
  }

  /** As bin/sglang says in system properties. */
  static Installation fromSystem() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new UserException("the system property " + HOME + " is not set: start bin/sglang");
    }
    return new Installation(
        Path.of(home, "examples"),
        Path.of(home, "kafka"),
        Path.of(home, "flink-lib"),
        Path.of(home, "conf"),
        Boolean.getBoolean(TERMINAL),
        SharedEngineProvider::new);
  }
}
