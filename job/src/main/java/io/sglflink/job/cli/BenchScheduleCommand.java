package io.sglflink.job.cli;

import io.sglflink.runtime.bench.ScheduleBench;
import io.sglflink.runtime.bench.SharedPrefix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The scheduler alone. */
@Command(
    name = "schedule",
    description = {
      "The engine's own work: very many requests wait at once, on a model that answers at once.",
      "schedule_share is the time of this work beside steps of --step-ms."
    },
    footer = {"  sglang bench schedule --requests 100000"})
final class BenchScheduleCommand extends MeasuringCommand {

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100000",
      order = 11,
      description = "Requests. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "100",
      order = 11,
      description = "Prefixes that they share. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Option(
      names = "--shared",
      paramLabel = "P",
      defaultValue = "256",
      order = 11,
      description = "Tokens of a prefix. Default: ${DEFAULT-VALUE}.")
  private int shared;

  @Option(
      names = "--unique",
      paramLabel = "U",
      defaultValue = "64",
      order = 11,
      description = "Tokens that each prompt has for itself. Default: ${DEFAULT-VALUE}.")
  private int unique;

  @Option(
      names = "--output",
      paramLabel = "G",
      defaultValue = "16",
      order = 11,
      description = "Tokens that each request draws. Default: ${DEFAULT-VALUE}.")
  private int output;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "262144",
      order = 11,
      description = "Slots of the KV pool. Default: ${DEFAULT-VALUE}.")
  private int slots;

  @Option(
      names = "--max-running-requests",
      paramLabel = "N",
      defaultValue = "256",
      order = 11,
      description = "Most requests that run side by side. Default: ${DEFAULT-VALUE}.")
  private int running;

  @Option(
      names = "--chunked-prefill-size",
      paramLabel = "TOKENS",
      defaultValue = "8192",
      order = 11,
      description = "Most prompt tokens of one step. Default: ${DEFAULT-VALUE}.")
  private int chunk;

  @Option(
      names = "--step-ms",
      paramLabel = "MS",
      defaultValue = "10",
      order = 11,
      description = "Time that a step of a real model would take. Default: ${DEFAULT-VALUE}.")
  private double stepMillis;

  @Option(
      names = "--radix-cache",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      order = 11,
      description = "Keep the tokens of finished requests for later ones. Default: on.")
  private boolean reuse;

  @Override
  void measure() {
    ScheduleBench bench =
        checked(
            () ->
                new ScheduleBench(
                    new SharedPrefix("schedule", groups, requests, shared, unique, output),
                    slots,
                    running,
                    chunk,
                    reuse,
                    stepMillis,
                    seed()));
    progress("measuring " + bench);
    report(bench.run());
  }
}
