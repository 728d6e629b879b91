package io.sglflink.job.cli;

import io.sglflink.job.install.ConfigFile;
import io.sglflink.job.install.FlinkInstallation;
import io.sglflink.job.install.LibChanges;
import io.sglflink.job.install.Merge;
import io.sglflink.job.install.TaskManagerMemory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prepares a Flink installation for {@code flink run sglang-job.jar}. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts the engine into a Flink installation: the jars of flink-lib/ into its lib/, the settings"
          + " of conf/config.yaml into its own.",
      "Run it on every machine of the cluster and where jobs are submitted, then restart the"
          + " cluster. Run again, it changes only what is not as it should be."
    })
final class InstallCommand implements Callable<Integer> {

  private final Installation installation;

  @Spec private CommandSpec spec;

  @Option(
      names = "--flink-home",
      paramLabel = "DIR",
      required = true,
      description = "The Flink installation: the directory with bin/, conf/ and lib/.")
  private Path flinkHome;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  InstallCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    FlinkInstallation flink = FlinkInstallation.at(flinkHome);
    out.println("Flink " + flink.version() + " in " + flink.home());

    LibChanges jars = flink.changes(installation.engineLayer());
    ConfigFile config = ConfigFile.read(flink.conf());
    Map<String, String> wanted = new TreeMap<>(ConfigFile.read(installation.conf()).settings());
    String noRoom =
        TaskManagerMemory.tooSmall(config.over(wanted))
            ? wanted.remove(TaskManagerMemory.OFF_HEAP)
            : null;
    Merge merge =
        config.merge(wanted, "sglang-flink; its docs/operations.md says why each is as it is.");

    out.println("lib/");
    jars.stale().forEach(jar -> out.println("  removed   " + jar.getFileName()));
    jars.missing().forEach(jar -> out.println("  copied    " + jar.getFileName()));
    if (jars.isEmpty()) {
      out.println("  is complete");
    }
    out.println("conf/config.yaml");
    merge.changes().forEach(change -> out.println("  " + change.line()));
    if (noRoom != null) {
      out.printf(
          "  TO DO     set %s: %s, or what your model needs, and raise"
              + " taskmanager.memory.process.size by as much: it has no room for it%n",
          TaskManagerMemory.OFF_HEAP, noRoom);
    }

    boolean changed = !jars.isEmpty() || !merge.text().equals(config.text());
    if (dryRun) {
      out.println("Nothing was done (--dry-run).");
      return 0;
    }
    flink.apply(jars);
    if (!merge.text().equals(config.text())) {
      Path backup = flink.write(merge.text());
      if (backup != null) {
        out.println("The file before is " + backup);
      }
    }
    out.println(
        changed
            ? "Restart the cluster: a JVM that runs does not see this."
            : "Nothing had to be done.");
    return 0;
  }
}
