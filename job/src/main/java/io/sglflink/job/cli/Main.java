package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.job.OptionNames;
import io.sglflink.job.OptionNumbers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** Entry point of {@code bin/sglang}. */
public final class Main {

  private static final String LOG_LEVEL = "sglang.log.level";

  private Main() {}

  public static void main(String[] args) {
    // Before the first logger, which reads it.
    if (Arrays.asList(args).contains(SglangCommand.VERBOSE)) {
      System.setProperty(LOG_LEVEL, "info");
    }
    PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    int status = execute(Installation.fromSystem(), out, err, args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /** Runs one command; the exit status. */
  static int execute(Installation installation, PrintWriter out, PrintWriter err, String... args) {
    SglangCommand root = new SglangCommand();
    CommandLine commandLine =
        new CommandLine(root)
            .addSubcommand(new RunCommand(installation))
            .addSubcommand(new ValidateCommand())
            .addSubcommand(new CompileCommand())
            .addSubcommand(new ShowCommand())
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new PublishCommand())
            .addSubcommand(new ReplayCommand())
            .addSubcommand(new DemoCommand(installation))
            .addSubcommand(new InstallCommand(installation))
            .addSubcommand(new CheckModelCommand())
            .addSubcommand(new CheckSchemasCommand(installation))
            .addSubcommand(bench(installation))
            .addSubcommand(new CalibrateCommand())
            .setOut(out)
            .setErr(err)
            .setUsageHelpWidth(100)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Failures(root))
            .setParameterExceptionHandler(Failures::usage);
    return OptionNumbers.register(commandLine).execute(OptionNames.normalize(args));
  }

  private static CommandLine bench(Installation installation) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchJobOverheadCommand(installation))
        .addSubcommand(new BenchCheckpointsCommand(installation));
  }
}
