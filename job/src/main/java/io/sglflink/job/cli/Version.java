package io.sglflink.job.cli;

import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine.IVersionProvider;

/** Versions of this software, of Flink and of Java. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String own = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "sglang-flink " + (own == null ? "(not packaged)" : own),
      "Flink " + EnvironmentInformation.getVersion() + ", Java " + Runtime.version().feature()
    };
  }
}
