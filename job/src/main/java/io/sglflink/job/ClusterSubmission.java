package io.sglflink.job;

import io.sglflink.connectors.EndpointException;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Submits the job to the cluster that Flink's client chose. */
final class ClusterSubmission {

  private ClusterSubmission() {}

  static void submit(String[] args) throws Exception {
    Arguments arguments = new Arguments();
    CommandLine commandLine = OptionNumbers.register(new CommandLine(arguments));
    JobSpec spec;
    try {
      if (commandLine.parseArgs(OptionNames.normalize(args)).isUsageHelpRequested()) {
        throw new ProgramParametrizationException(commandLine.getUsageMessage());
      }
      spec = arguments.job.spec();
      PromptJob.checkEndpoints(spec);
    } catch (ParameterException | IllegalArgumentException | UserException | EndpointException e) {
      throw new ProgramParametrizationException(e.getMessage());
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    PromptJob.build(env, spec, new SharedEngineProvider(spec.engine(), new HaltingExit()));
    try {
      env.execute(PromptJob.name(spec));
    } catch (Exception e) {
      String problem = EngineLayer.problem(e);
      throw problem == null ? e : new ProgramParametrizationException(problem);
    }
  }

  @Command(
      name = "flink run sglang-job.jar",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      usageHelpWidth = 100,
      customSynopsis = {
        "flink run sglang-job.jar --model DIR [--programs PATH] --input URI --output URI"
            + " [--dead-letters URI] [OPTION...]",
        ""
      },
      optionListHeading = "%nOptions:%n",
      description = "Evaluates SGLang programs on prompt records, on the cluster.")
  private static final class Arguments {
    @Mixin private JobFlags job;
  }
}
