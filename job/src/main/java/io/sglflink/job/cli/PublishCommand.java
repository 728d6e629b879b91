package io.sglflink.job.cli;

import io.sglflink.connectors.EndpointException;
import io.sglflink.connectors.Endpoints;
import io.sglflink.job.ProgramFiles;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.program.json.ProgramHash;
import io.sglflink.record.ProgramMessage;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes programs to the topic that jobs follow. */
@Command(
    name = "publish",
    description = {
      "Writes programs to a Kafka topic that running jobs follow (sglang run --programs-topic), or"
          + " removes them there. Each program is checked first; when one has a problem, none is"
          + " written. A missing topic is created, compacted."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the topic has them",
      "1:a program has a problem, or the topic cannot be written",
      "2:the command line is wrong; nothing was written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang publish --programs-topic kafka://host:9092/programs qa.json",
      "  sglang publish --programs-topic kafka://host:9092/programs --version v3 agents.py",
      "  sglang publish --programs-topic kafka://host:9092/programs --remove qa"
    })
final class PublishCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  // Not the standard ones: --version is the program's here.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean unusedHelp;

  @Option(
      names = "--programs-topic",
      paramLabel = "URI",
      required = true,
      description = "The topic: kafka://host:port/topic.")
  private URI topic;

  @Option(
      names = "--version",
      paramLabel = "NAME",
      description =
          "Under this version, which records name with program_version. Without it: as what records"
              + " get that name no version.")
  private String version;

  @Option(
      names = "--remove",
      paramLabel = "NAME",
      description = "Remove this program, or its --version; may be given more than once.")
  private List<String> removed = new ArrayList<>();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Program files, Python files, or directories of them.")
  private List<Path> paths = new ArrayList<>();

  @Override
  public Integer call() {
    check();
    Map<String, byte[]> messages = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (Path path : paths) {
      ProgramLibrary programs = ProgramFiles.load(path);
      for (String name : programs.names()) {
        byte[] json = programs.json(name);
        if (messages.put(ProgramMessage.key(name, version), json) != null) {
          throw usage("the program '" + name + "' is there twice: publish one of both");
        }
        lines.add(describe(name) + " " + ProgramHash.of(json));
      }
    }
    for (String name : removed) {
      messages.put(ProgramMessage.key(name, version), null);
      lines.add(describe(name) + " removed");
    }
    Endpoints.publish(topic, messages);
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    return ExitCode.OK;
  }

  private String describe(String name) {
    return name + (version == null ? "" : " " + version);
  }

  private void check() {
    if (paths.isEmpty() && removed.isEmpty()) {
      throw usage("there is nothing to publish: name program files, or --remove NAME");
    }
    if (version != null && (version.isEmpty() || version.startsWith(ProgramHash.PREFIX))) {
      throw usage(
          "version is '"
              + version
              + "': give it a name that does not begin with sha256:, which stands for hashes");
    }
    try {
      Endpoints.programs(topic);
    } catch (EndpointException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
