package io.sglflink.job.cli;

import io.sglflink.runtime.bench.Scenario;
import io.sglflink.runtime.bench.TreeOfThought;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trees of thoughts. */
@Command(
    name = "tree-of-thought",
    description = {
      "Trees of thoughts: every thought is followed by several, which see all that leads to them."
    },
    footer = {
      "  sglang bench tree-of-thought --shape 0.5b --branching 3 --depth 3",
      "  sglang bench tree-of-thought --shape 1b --device cuda --problems 16 --branching 4"
    })
final class BenchTreeOfThoughtCommand extends ScenarioCommand {

  @Option(
      names = "--problems",
      paramLabel = "N",
      defaultValue = "2",
      order = 11,
      description = "Trees side by side. Default: ${DEFAULT-VALUE}.")
  private int problems;

  @Option(
      names = "--branching",
      paramLabel = "B",
      defaultValue = "3",
      order = 11,
      description = "Thoughts that follow from one. Default: ${DEFAULT-VALUE}.")
  private int branching;

  @Option(
      names = "--depth",
      paramLabel = "D",
      defaultValue = "3",
      order = 11,
      description = "Thoughts from the problem to the last. Default: ${DEFAULT-VALUE}.")
  private int depth;

  @Option(
      names = "--problem-tokens",
      paramLabel = "N",
      defaultValue = "256",
      order = 11,
      description = "Tokens of a problem. Default: ${DEFAULT-VALUE}.")
  private int problem;

  @Option(
      names = "--instruction-tokens",
      paramLabel = "N",
      defaultValue = "16",
      order = 11,
      description = "Tokens that tell a branch from its siblings. Default: ${DEFAULT-VALUE}.")
  private int instruction;

  @Option(
      names = "--thought-tokens",
      paramLabel = "N",
      defaultValue = "32",
      order = 11,
      description = "Tokens of a thought. Default: ${DEFAULT-VALUE}.")
  private int thought;

  @Override
  List<? extends Scenario> scenarios() {
    return List.of(new TreeOfThought(problems, branching, depth, problem, instruction, thought));
  }
}
