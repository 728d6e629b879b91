package io.sglflink.job;

/**
 * Whether the engine is where it belongs: on the class path of Flink itself.
 *
 * <p>The job's jar leaves it out, because a native library loads once per JVM and a job's class
 * loader ends with the job. This class must work without it, so it names its classes as strings.
 */
final class EngineLayer {

  private static final String PROBE = "io.sglflink.runtime.EngineOptions";

  private EngineLayer() {}

  /** What to do about a missing engine; null when it is there. */
  static String problem() {
    return problem(EngineLayer.class.getClassLoader(), System.getenv("FLINK_HOME"));
  }

  static String problem(ClassLoader loader, String flinkHome) {
    try {
      Class.forName(PROBE, false, loader);
      return null;
    } catch (ClassNotFoundException e) {
      String lib = (flinkHome == null ? "$FLINK_HOME" : flinkHome) + "/lib/";
      return String.format(
          "the engine is not on Flink's class path: copy the jars of the distribution's flink-lib/"
              + " into %s on every machine of the cluster and of this client, and restart the"
              + " cluster",
          lib);
    }
  }
}
