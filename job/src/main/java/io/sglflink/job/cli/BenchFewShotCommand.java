package io.sglflink.job.cli;

import io.sglflink.runtime.bench.FewShot;
import io.sglflink.runtime.bench.Scenario;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Selects behind examples. */
@Command(
    name = "few-shot",
    description = {
      "A select over choices behind examples: questions share the examples, choices their question."
    },
    footer = {
      "  sglang bench few-shot --shape 0.5b --questions 16 --shots 5",
      "  sglang bench few-shot --shape 1b --device cuda --questions 200 --shots 20"
    })
final class BenchFewShotCommand extends ScenarioCommand {

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "16",
      order = 11,
      description = "Selects. Default: ${DEFAULT-VALUE}.")
  private int questions;

  @Option(
      names = "--shots",
      paramLabel = "K",
      defaultValue = "5",
      order = 11,
      description = "Examples before each question. Default: ${DEFAULT-VALUE}.")
  private int shots;

  @Option(
      names = "--shot-tokens",
      paramLabel = "N",
      defaultValue = "96",
      order = 11,
      description = "Tokens of an example. Default: ${DEFAULT-VALUE}.")
  private int shotTokens;

  @Option(
      names = "--question-tokens",
      paramLabel = "N",
      defaultValue = "64",
      order = 11,
      description = "Tokens of a question. Default: ${DEFAULT-VALUE}.")
  private int questionTokens;

  @Option(
      names = "--choices",
      paramLabel = "C",
      defaultValue = "4",
      order = 11,
      description = "Choices of each select. Default: ${DEFAULT-VALUE}.")
  private int choices;

  @Option(
      names = "--choice-tokens",
      paramLabel = "N",
      defaultValue = "16",
      order = 11,
      description = "Tokens of a choice. Default: ${DEFAULT-VALUE}.")
  private int choiceTokens;

  @Override
  List<? extends Scenario> scenarios() {
    return List.of(
        new FewShot(questions, shots, shotTokens, questionTokens, choices, choiceTokens));
  }
}
