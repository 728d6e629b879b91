package io.sglflink.job.cli;

import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.runtime.bench.Bench;
import io.sglflink.runtime.bench.ConstrainedBench;
import io.sglflink.runtime.bench.ConstrainedLoad;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Constrained output beside free output. */
@Command(
    name = "constrained",
    description = {
      "JSON of a schema, a support ticket read into fields, beside free output of the same prompts",
      "and lengths; with jump-ahead and, for comparison, without."
    },
    footer = {
      "  sglang bench constrained --model DIR --requests 8,32",
      "  sglang bench constrained --shape 1b --tokenizer DIR --device cuda --requests 64"
    })
final class BenchConstrainedCommand extends ModelBenchCommand {

  @Option(
      names = "--requests",
      paramLabel = "N",
      split = ",",
      defaultValue = "8,32",
      order = 11,
      description = "Requests side by side, a measurement for each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> requests;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      defaultValue = "256",
      order = 11,
      description = "Tokens of each prompt. Default: ${DEFAULT-VALUE}.")
  private int prompt;

  @Option(
      names = "--output-tokens",
      paramLabel = "N",
      defaultValue = "512",
      order = 11,
      description = "Most tokens of an output. Default: ${DEFAULT-VALUE}.")
  private int output;

  @Option(
      names = "--whitespace",
      paramLabel = "STYLE",
      defaultValue = "compact",
      converter = WhitespaceConverter.class,
      order = 11,
      description = "White space of the JSON: compact, bounded or any. Default: ${DEFAULT-VALUE}.")
  private Whitespace whitespace;

  @Option(
      names = "--tokenizer",
      paramLabel = "DIR",
      order = 11,
      description = "Directory of a tokenizer.json. Default: the model's; --shape needs one.")
  private Path tokenizer;

  @Override
  void check() {
    List<ConstrainedLoad> unused = loads();
    if (isRandom() && tokenizer == null) {
      throw new ParameterException(
          spec().commandLine(),
          "--tokenizer is missing: random weights have no tokenizer, name a directory with one");
    }
  }

  private List<ConstrainedLoad> loads() {
    return several("--requests", requests).stream()
        .map(count -> new ConstrainedLoad(count, prompt, output, whitespace))
        .toList();
  }

  @Override
  void measure(Bench.Settings settings) {
    Path directory = tokenizer == null ? Path.of(settings.options().modelPath()) : tokenizer;
    new ConstrainedBench(settings, directory, this::report, this::progress).run(loads());
  }
}
