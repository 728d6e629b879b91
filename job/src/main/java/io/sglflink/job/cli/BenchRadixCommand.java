package io.sglflink.job.cli;

import io.sglflink.runtime.bench.RadixBench;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The radix tree alone. */
@Command(
    name = "radix",
    description = {
      "Operations per second of the radix tree alone: finding, caching and evicting a sequence beside",
      "those that are cached already. The first size runs once unmeasured."
    },
    footer = {"  sglang bench radix --cached 1000,10000,100000"})
final class BenchRadixCommand extends MeasuringCommand {

  @Option(
      names = "--cached",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,10000,100000",
      order = 11,
      description =
          "Sequences that are cached, one measurement for each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> cached;

  @Option(
      names = "--operations",
      paramLabel = "N",
      defaultValue = "10000",
      order = 11,
      description = "Sequences to find, and as many to cache. Default: ${DEFAULT-VALUE}.")
  private int operations;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "128",
      order = 11,
      description = "Tokens of a sequence. Default: ${DEFAULT-VALUE}.")
  private int tokens;

  @Option(
      names = "--shared",
      paramLabel = "N",
      defaultValue = "64",
      order = 11,
      description = "Leading tokens that a group of sequences shares. Default: ${DEFAULT-VALUE}.")
  private int shared;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "100",
      order = 11,
      description = "Groups of sequences. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Override
  void measure() {
    List<RadixBench> sizes =
        checked(
            () ->
                several("--cached", cached).stream()
                    .map(n -> new RadixBench(n, operations, tokens, shared, groups, seed()))
                    .toList());
    progress("warming up");
    sizes.get(0).run();
    for (RadixBench size : sizes) {
      progress("measuring " + size);
      report(size.run());
    }
  }
}
