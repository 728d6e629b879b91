package io.sglflink.job.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Java processes on the broker's class path. */
final class BrokerProcess {

  private static final int STOP_SECONDS = 10;

  private final Process process;

  private BrokerProcess(Process process) {
    this.process = process;
  }

  /** Runs a main class of the broker's jars, its output appended to the directory's log. */
  static BrokerProcess start(Path jars, BrokerDirectory directory, String mainClass, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    // A terminal sends Ctrl-C to its whole process group, and a job that is being stopped still
    // needs its broker. A JVM leaves an interrupt ignored that it was started with ignored.
    command.addAll(List.of("sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A broker that lives for seconds: quick to start and small.
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlog4j2.configurationFile=" + directory.logging());
    command.addAll(List.of("-cp", jars.resolve("*").toString(), mainClass));
    command.addAll(List.of(args));
    return new BrokerProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
            .start());
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Waits for the end; the exit status, or -1 when it does not come in time. */
  int await(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  /** Asks the process to end, and ends it when it does not follow. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process at once. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
