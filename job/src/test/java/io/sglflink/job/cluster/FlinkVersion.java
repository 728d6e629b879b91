package io.sglflink.job.cluster;

/** The releases that the job must run on. */
enum FlinkVersion {
  V2_3("flink-cluster"),
  V2_2("flink-cluster-2.2");

  private final String directory;

  FlinkVersion(String directory) {
    this.directory = directory;
  }

  /** The module in deploy/ that resolves its class path. */
  String directory() {
    return directory;
  }
}
