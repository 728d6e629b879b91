package io.sglflink.job;

import java.util.regex.Pattern;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkUserCodeClassLoader;

/**
 * Whether the engine is where it belongs: on the class path of Flink itself.
 *
 * <p>The job's jar leaves it out, because a native library loads once per JVM and a job's class
 * loader ends with the job. This class must work without it, so it names its classes as strings.
 */
final class EngineLayer {

  private static final String PROBE = "io.sglflink.runtime.EngineOptions";

  /** What a JVM says that deserializes the job without the engine; other JVMs send it as text. */
  private static final Pattern MISSED =
      Pattern.compile("(NoClassDefFoundError|ClassNotFoundException): io[./]sglflink[./]");

  private EngineLayer() {}

  /**
   * What to do about an engine that is missing or out of place; null when it is as it should be.
   */
  static String problem() {
    return problem(EngineLayer.class.getClassLoader());
  }

  static String problem(ClassLoader loader) {
    try {
      Class<?> probe = Class.forName(PROBE, false, loader);
      return probe.getClassLoader() instanceof FlinkUserCodeClassLoader
          ? "the engine comes with the job, but its native libraries load once per JVM: keep the"
              + " jars of flink-lib/ out of the job's jar and class path; "
              + install()
          : null;
    } catch (ClassNotFoundException e) {
      return "the engine is not on the class path of Flink's client: " + install();
    }
  }

  /**
   * What to do when the job failed because the cluster lacks the engine; null for other failures.
   */
  static String problem(Throwable failure) {
    return MISSED.matcher(ExceptionUtils.stringifyException(failure)).find()
        ? "the engine is not on the class path of the cluster: " + install()
        : null;
  }

  private static String install() {
    String home = System.getenv("FLINK_HOME");
    return String.format(
        "run 'bin/sglang install --flink-home %s' of the distribution on every machine of the"
            + " cluster and where you submit, and restart the cluster",
        home == null ? "$FLINK_HOME" : home);
  }
}
