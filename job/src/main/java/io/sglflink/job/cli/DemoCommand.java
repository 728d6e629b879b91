package io.sglflink.job.cli;

import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.job.JobSpec;
import io.sglflink.job.ModelDirectory;
import io.sglflink.job.ProgramFiles;
import io.sglflink.job.UserException;
import io.sglflink.job.kafka.LocalKafka;
import io.sglflink.job.score.Answers;
import io.sglflink.job.score.ScoreBoard;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.RunDefaults;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.chat.ChatFormats;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole job on a broker of its own. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Starts a Kafka broker, runs the guide's example programs on it with prompts in Chinese and"
          + " English,"
          + " prints a result of each program as it is committed, and leaves nothing behind.",
      "",
      "Everything is real: the broker in its own JVM, Flink, the engine, the transactions, and a"
          + " small model that was trained for these programs (its card is in examples/demo-model)."
          + " The table at the end compares its answers with the right ones."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every prompt was answered",
      "1:it failed; the message says why",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  sglang demo", "  sglang demo --model models/Qwen2.5-0.5B-Instruct"})
final class DemoCommand implements Callable<Integer> {

  private static final String DEMO_MODEL = "demo-model";
  private static final String PROMPTS = "prompts";
  private static final String RESULTS = "results";
  private static final String DEAD_LETTERS = "dead-letters";
  private static final int PARTITIONS = 2;

  /** Two word problems with all their samples. */
  private static final int PROMPTS_OF_EACH = 16;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);
  private static final Duration LAST_RESULTS = Duration.ofSeconds(30);

  private final Installation installation;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model in Hugging Face layout. Default: the one that comes along.")
  private Path model;

  @Option(
      names = "--chat-template",
      paramLabel = "NAME|FILE",
      defaultValue = "",
      description =
          "How role blocks become text: SGLang's name of a format (chatml, llama-3-instruct, ...) or"
              + " a Jinja file. Default: the model's own.")
  private String chatTemplate;

  DemoCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    checkChatTemplate();
    DemoPrompts prompts =
        DemoPrompts.load(installation.examples().resolve("prompts"), PROMPTS_OF_EACH);
    Path directory = model == null ? installation.examples().resolve(DEMO_MODEL) : model;
    ModelDirectory.check(directory);
    out.println("model    " + directory);
    try (LocalKafka kafka = LocalKafka.start(installation.kafka())) {
      out.println("broker   " + kafka.bootstrapServers() + ", a JVM of its own");
      for (String topic : new String[] {PROMPTS, RESULTS, DEAD_LETTERS}) {
        kafka.createTopic(topic, PARTITIONS);
      }
      prompts.sendTo(kafka.bootstrapServers(), PROMPTS);
      out.println(
          "prompts  "
              + prompts.size()
              + ", to be answered exactly once; an image and two mistakes cannot be");
      out.println();
      evaluate(
          jobOn(kafka.bootstrapServers(), directory), kafka.bootstrapServers(), prompts.size());
    }
    return ExitCode.OK;
  }

  private void checkChatTemplate() {
    try {
      ChatFormats.check(chatTemplate);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void evaluate(JobSpec job, String bootstrapServers, int expected) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    DemoReport report =
        new DemoReport(
            out, new ScoreBoard(Answers.load(installation.examples().resolve("answers"))));
    RunSummary summary;
    try (CommittedRecords records = new CommittedRecords(bootstrapServers, RESULTS, DEAD_LETTERS)) {
      WatchedRun run = new WatchedRun(installation, spec.commandLine().getErr());
      summary = run.run(job, progress -> print(records, Duration.ZERO, report, progress::clear));
      long deadline = System.nanoTime() + LAST_RESULTS.toNanos();
      while (report.seen() < expected && System.nanoTime() < deadline) {
        print(records, Duration.ofMillis(100), report, () -> {});
      }
    }
    report.deadLetters();
    report.table();
    summary.print(out);
    if (report.seen() != expected) {
      throw new UserException(
          String.format(
              "%d prompts were sent and %d answers came: run it again, with --verbose if nobody"
                  + " stopped it",
              expected, report.seen()));
    }
  }

  private static void print(
      CommittedRecords records, Duration time, DemoReport report, Runnable before) {
    for (CommittedRecords.Entry entry : records.poll(time)) {
      before.run();
      if (entry.topic().equals(RESULTS)) {
        report.result(entry.value());
      } else {
        report.deadLetter(entry.value());
      }
    }
  }

  private JobSpec jobOn(String bootstrapServers, Path directory) {
    return new JobSpec(
        EngineOptions.of(directory.toAbsolutePath().normalize().toString())
            .withChatTemplate(ChatFormats.located(chatTemplate)),
        RunDefaults.DEFAULT,
        ProgramFiles.load(installation.examples().resolve("programs")),
        topic(bootstrapServers, PROMPTS),
        topic(bootstrapServers, RESULTS),
        topic(bootstrapServers, DEAD_LETTERS),
        SourceOptions.DEFAULTS.withExtent(Extent.BOUNDED),
        SinkOptions.DEFAULTS,
        CHECKPOINT_INTERVAL,
        1,
        PipelineOptions.DEFAULTS);
  }

  private static URI topic(String bootstrapServers, String name) {
    return URI.create("kafka://" + bootstrapServers + "/" + name);
  }
}
