package io.sglflink.job.cli;

import io.sglflink.runtime.bench.MultiTurn;
import io.sglflink.runtime.bench.Range;
import io.sglflink.runtime.bench.Scenario;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Conversations. */
@Command(
    name = "multi-turn",
    description = {
      "Conversations: each turn's prompt is the turn before it, its answer, and something new."
    },
    footer = {
      "  sglang bench multi-turn --shape 0.5b --output 4-8",
      "  sglang bench multi-turn --shape 1b --device cuda --conversations 64 --output 256-512"
    })
final class BenchMultiTurnCommand extends ScenarioCommand {

  @Option(
      names = "--conversations",
      paramLabel = "N",
      defaultValue = "8",
      order = 11,
      description = "Conversations side by side. Default: ${DEFAULT-VALUE}.")
  private int conversations;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "4",
      order = 11,
      description = "Turns of each. Default: ${DEFAULT-VALUE}.")
  private int turns;

  @Option(
      names = "--user",
      paramLabel = "N-M",
      converter = RangeConverter.class,
      defaultValue = "256-512",
      order = 11,
      description = "Tokens that a turn adds. Default: ${DEFAULT-VALUE}.")
  private Range user;

  @Option(
      names = "--output",
      paramLabel = "N-M",
      converter = RangeConverter.class,
      defaultValue = "4-8",
      order = 11,
      description = "Tokens of an answer; long ones are 256-512. Default: ${DEFAULT-VALUE}.")
  private Range answer;

  @Override
  List<? extends Scenario> scenarios() {
    return List.of(new MultiTurn(conversations, turns, user, answer));
  }
}
