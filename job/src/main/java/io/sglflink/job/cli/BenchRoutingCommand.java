package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.operators.route.simulate.Cluster;
import io.sglflink.operators.route.simulate.RoutingBench;
import io.sglflink.operators.route.simulate.Scenario;
import io.sglflink.operators.route.simulate.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Routing policies without a model. */
@Command(
    name = "routing",
    description = {
      "Simulates how policies route prompts to slots: what their caches hit, how their loads differ,",
      "and how long they take. Times are in tokens: --prefill-cost and --decode-cost of them."
    },
    footer = {"  sglang bench routing --slots 4,16", "  sglang bench routing --json --seeds 1,2,3"})
final class BenchRoutingCommand extends MeasuringCommand {

  @Option(
      names = "--slots",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,4,8,16,64",
      order = 11,
      description = "Slots, one measurement for each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> slots;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      order = 11,
      description = "Several seeds in place of --seed.")
  private List<Integer> seeds;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      defaultValue = "1000",
      order = 11,
      description = "Prompts per slot. Default: ${DEFAULT-VALUE}.")
  private int prompts;

  @Option(
      names = "--least-prompts",
      paramLabel = "N",
      defaultValue = "16000",
      order = 11,
      description = "Prompts, when few slots make fewer. Default: ${DEFAULT-VALUE}.")
  private int leastPrompts;

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "4",
      order = 11,
      description = "Decoding tasks, each with a router of its own. Default: ${DEFAULT-VALUE}.")
  private int senders;

  @Option(
      names = "--prefixes",
      paramLabel = "N",
      defaultValue = "256",
      order = 11,
      description =
          "Prefixes; in few-shot sets of examples, in multi-turn open conversations. Default:"
              + " ${DEFAULT-VALUE}.")
  private int prefixes;

  @Option(
      names = "--shared",
      paramLabel = "P",
      defaultValue = "1024",
      order = 11,
      description = "Tokens of a prefix, on average. Default: ${DEFAULT-VALUE}.")
  private int shared;

  @Option(
      names = "--unique",
      paramLabel = "U",
      defaultValue = "64",
      order = 11,
      description =
          "Tokens that each prompt has for itself, on average. Default: ${DEFAULT-VALUE}.")
  private int unique;

  @Option(
      names = "--max-tokens",
      paramLabel = "G",
      defaultValue = "128",
      order = 11,
      description =
          "Most output tokens; answers have a quarter of them to all. Default: ${DEFAULT-VALUE}.")
  private int maxTokens;

  @Option(
      names = "--cache",
      paramLabel = "TOKENS",
      defaultValue = "131072",
      order = 11,
      description = "Tokens that a slot's cache holds. Default: ${DEFAULT-VALUE}.")
  private long cache;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "128",
      order = 11,
      description = "Prompts that wait at a slot before senders do. Default: ${DEFAULT-VALUE}.")
  private int queue;

  @Option(
      names = "--prefill-cost",
      paramLabel = "X",
      defaultValue = "1",
      order = 11,
      description = "Time of a prompt token that is not in the cache. Default: ${DEFAULT-VALUE}.")
  private double prefillCost;

  @Option(
      names = "--decode-cost",
      paramLabel = "X",
      defaultValue = "1",
      order = 11,
      description = "Time of an output token. Default: ${DEFAULT-VALUE}.")
  private double decodeCost;

  @Option(
      names = "--json",
      order = 11,
      description =
          "One JSON object per scenario, number of slots and policy, in place of a table.")
  private boolean json;

  @Override
  void measure() {
    List<RoutingBench> benches = checked(this::benches);
    if (!json) {
      line("scenario", "slots", "policy", "hits", "of best", "max/mean", "makespan", "");
    }
    for (RoutingBench bench : benches) {
      progress("measuring " + bench);
      report(bench.run());
    }
  }

  private List<RoutingBench> benches() {
    List<RoutingBench> benches = new ArrayList<>();
    List<Long> all =
        seeds == null ? List.of(seed()) : seeds.stream().map(Integer::longValue).toList();
    for (long seed : all) {
      for (int n : several("--slots", slots)) {
        Cluster cluster = new Cluster(n, cache, queue, prefillCost, decodeCost);
        Traffic traffic =
            new Traffic(
                Math.max(leastPrompts, n * prompts), senders, prefixes, shared, unique, maxTokens);
        for (Scenario scenario : Scenario.values()) {
          benches.add(new RoutingBench(scenario, traffic, cluster, seed));
        }
      }
    }
    return benches;
  }

  private void report(RoutingBench.Report report) {
    for (RoutingBench.Row row : report.rows()) {
      if (json) {
        report(object(report, row));
      } else {
        line(
            report.bench().scenario().label(),
            Integer.toString(report.bench().cluster().slots()),
            row.policy(),
            String.format(Locale.ROOT, "%.3f", row.hitRate()),
            String.format(Locale.ROOT, "%.3f", row.ofOptimum()),
            String.format(Locale.ROOT, "%.2f", row.imbalance()),
            String.format(Locale.ROOT, "%.0f", row.makespan()),
            report.allowed()
                ? ""
                : String.format(Locale.ROOT, "(balance allows %.3f)", report.reachable()));
      }
    }
  }

  private ObjectNode object(RoutingBench.Report report, RoutingBench.Row row) {
    RoutingBench bench = report.bench();
    return JsonNodeFactory.instance
        .objectNode()
        .put("scenario", bench.scenario().label())
        .put("slots", bench.cluster().slots())
        .put("seed", bench.seed())
        .put("prompts", bench.traffic().prompts())
        .put("policy", row.policy())
        .put("hit_rate", row.hitRate())
        .put("of_single_cache", row.ofOptimum())
        .put("reachable", report.reachable())
        .put("max_over_mean", row.imbalance())
        .put("makespan", row.makespan());
  }

  private void line(Object... cells) {
    spec()
        .commandLine()
        .getOut()
        .println(
            String.format(Locale.ROOT, "%-10s %5s  %-12s %6s %7s %9s %9s  %s", cells)
                .stripTrailing());
  }
}
