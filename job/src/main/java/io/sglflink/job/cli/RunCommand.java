package io.sglflink.job.cli;

import io.sglflink.connectors.EndpointException;
import io.sglflink.job.JobFlags;
import io.sglflink.job.JobSpec;
import io.sglflink.job.ModelDirectory;
import io.sglflink.job.PromptJob;
import io.sglflink.job.local.StateDirectory;
import io.sglflink.runtime.chat.ChatFormats;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the job on a cluster in this JVM. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {
      "sglang run --model DIR [--programs PATH] --input URI --output URI [--dead-letters URI]"
          + " [OPTION...]",
      ""
    },
    description = {
      "Reads prompt records, evaluates the program that each one names, and writes results: the"
          + " whole job, Flink and model included, in one process.",
      "",
      "A prompt record is a JSON object on one line or in one Kafka message:",
      "  {\"id\":\"q1\",\"program\":\"qa\",\"args\":{\"question\":\"什么是流处理?\"}}",
      "docs/records.md describes prompt records, results and dead letters.",
      "",
      "Ctrl-C ends an endless job in order: what was read is finished and written."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the input has ended, or the job was stopped, and all results are written",
      "1:the job could not start or failed; failed records alone do not count",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  A file, on the CPU:",
      "    sglang run --model DIR --programs examples/programs \\",
      "        --input file:///data/prompts.jsonl --output file:///data/results",
      "  Kafka, until Ctrl-C, exactly once:",
      "    sglang run --model DIR --programs examples/programs \\",
      "        --input kafka://host:9092/prompts --output kafka://host:9092/results \\",
      "        --dead-letters kafka://host:9092/dead-letters",
      "  What a topic holds now, deterministic answers of at most 64 tokens:",
      "    sglang run --model DIR --programs qa.json --temperature 0 --max-tokens 64 \\",
      "        --input kafka://host:9092/prompts --bounded --output file:///data/results"
    })
final class RunCommand implements Callable<Integer> {

  private final Installation installation;

  @Spec private CommandSpec spec;
  @Mixin private JobFlags job;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      order = 39,
      description =
          "Checkpoints are kept here: the same command, started again after a stop, a failure or a"
              + " crash, goes on where they stand, exactly once. One job per directory. Without it"
              + " they end with the process.")
  private Path stateDirectory;

  RunCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws Exception {
    JobSpec described = describe();
    ModelDirectory.check(job.model());
    PromptJob.checkEndpoints(described);
    PrintWriter err = spec.commandLine().getErr();
    WatchedRun run = new WatchedRun(installation, err);
    RunSummary summary = run(run, described, err);
    PrintWriter out = spec.commandLine().getOut();
    summary.print(out);
    if (summary.counts().failed() > 0) {
      out.println(
          described.deadLetters() == null
              ? "failures are in --output with status failed and the reason"
              : "failures are in --dead-letters with the reason");
    }
    return ExitCode.OK;
  }

  private RunSummary run(WatchedRun run, JobSpec described, PrintWriter err) throws Exception {
    if (stateDirectory == null) {
      return run.run(described, WatchedRun.NOBODY);
    }
    try (StateDirectory state = StateDirectory.open(stateDirectory, described)) {
      state
          .latest()
          .ifPresent(latest -> err.println("sglang: going on from " + latest.toAbsolutePath()));
      return run.run(described, WatchedRun.NOBODY, state);
    }
  }

  private JobSpec describe() {
    try {
      JobSpec described = job.spec();
      PromptJob.checkForms(described);
      ChatFormats.check(described.engine().chatTemplate());
      return described;
    } catch (IllegalArgumentException | EndpointException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
