package io.sglflink.job.cli;

import io.sglflink.connectors.DeadLetterReplay;
import io.sglflink.connectors.EndpointException;
import io.sglflink.connectors.ReplayReport;
import io.sglflink.connectors.ReplayRequest;
import io.sglflink.model.FailureCode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives failed records to the job once more. */
@Command(
    name = "replay-dead-letters",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Writes the original records of dead letters back to where a job reads prompts, after what"
          + " made them fail is corrected. It reads the letters that are there when it starts.",
      "",
      "From Kafka to Kafka each letter is replayed exactly once: a second call takes only letters"
          + " that came since, and a crash replays nothing twice."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every chosen letter is replayed",
      "1:some could not be, which are listed; or nothing was replayed and the message says why",
      "2:the command line is wrong; nothing was replayed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang replay-dead-letters --dead-letters kafka://host:9092/dead-letters \\",
      "      --to kafka://host:9092/prompts --code unknown_program,internal_error",
      "  sglang replay-dead-letters --dead-letters file:///data/dead-letters \\",
      "      --to file:///data/again.jsonl --dry-run"
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--dead-letters",
      paramLabel = "URI",
      required = true,
      order = 1,
      description =
          "What a job wrote to its --dead-letters: kafka://host:port/topic or file:///path.")
  private URI deadLetters;

  @Option(
      names = "--to",
      paramLabel = "URI",
      required = true,
      order = 2,
      description = "The topic that the job reads, or a new file of JSON lines.")
  private URI to;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      split = ",",
      order = 3,
      description =
          "Replay only failures of these codes, for example unknown_program. The others count as"
              + " seen: for them use another --group-id, or --from-beginning.")
  private Set<String> codes = new TreeSet<>();

  @Option(
      names = "--group-id",
      paramLabel = "NAME",
      defaultValue = "sglang-replay",
      order = 4,
      description =
          "Kafka: the consumer group that keeps how far replays have come. Default:"
              + " ${DEFAULT-VALUE}.")
  private String groupId;

  @Option(
      names = "--from-beginning",
      order = 5,
      description = "Kafka: take all letters again, also those that were replayed.")
  private boolean fromBeginning;

  @Option(names = "--dry-run", order = 6, description = "Only count; write nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    check();
    ReplayReport report =
        DeadLetterReplay.run(
            new ReplayRequest(deadLetters, to, codes, groupId, fromBeginning, dryRun));
    PrintWriter out = spec.commandLine().getOut();
    int total = report.replayed().values().stream().mapToInt(Integer::intValue).sum();
    out.printf("%s %,d%n", dryRun ? "would replay" : "replayed", total);
    report.replayed().forEach((code, count) -> out.printf("  %s %,d%n", code, count));
    if (report.passedOver() > 0) {
      out.printf("passed over %,d of other codes%n", report.passedOver());
    }
    if (!report.failed().isEmpty()) {
      out.printf("could not replay %,d%n", report.failed().size());
      report.failed().forEach(line -> out.println("  " + line));
    }
    return report.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void check() {
    Set<String> known =
        Arrays.stream(FailureCode.values())
            .map(FailureCode::code)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String code : codes) {
      if (!known.contains(code)) {
        throw new ParameterException(
            spec.commandLine(),
            "'" + code + "' is no failure code: give one of " + String.join(", ", known));
      }
    }
    try {
      DeadLetterReplay.checkForms(deadLetters, to);
    } catch (EndpointException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
