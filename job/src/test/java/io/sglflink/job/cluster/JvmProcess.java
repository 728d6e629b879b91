package io.sglflink.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM with its log; it does not outlive this one. */
final class JvmProcess {

  private final Process process;
  private final Path log;
  private final Thread hook;

  private JvmProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.hook = new Thread(process::destroyForcibly, "end-" + process.pid());
  }

  /** Starts java with these arguments, its output appended to {@code log}. */
  static JvmProcess start(Path log, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    JvmProcess started = new JvmProcess(builder.start(), log);
    Runtime.getRuntime().addShutdownHook(started.hook);
    return started;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** What the process wrote, since its log began. */
  String output() {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      return "(the log " + log + " cannot be read: " + e + ")";
    }
  }

  /** Waits for the end; the exit status. */
  int await(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError(
          "a process did not end within " + seconds + " s; it wrote:\n" + output());
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    return process.exitValue();
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly().onExit().join();
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
