package io.sglflink.runtime.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts verdicts. Not thread-safe. */
final class Tally {

  private static final int EXAMPLES = 3;

  private final Map<String, Map<Verdict, Integer>> splits = new TreeMap<>();
  private final Map<Verdict, Integer> tested = new EnumMap<>(Verdict.class);
  private final Map<Verdict, Integer> untested = new EnumMap<>(Verdict.class);
  private final Map<Failure, List<String>> failures = new HashMap<>();

  private record Failure(Verdict verdict, String reason) {}

  void add(CaseOutcome outcome) {
    if (outcome.tested()) {
      count(tested, outcome);
      count(splits.computeIfAbsent(outcome.split(), s -> new EnumMap<>(Verdict.class)), outcome);
    } else {
      count(untested, outcome);
    }
    if (outcome.verdict() != Verdict.PASS) {
      failures
          .computeIfAbsent(new Failure(outcome.verdict(), outcome.reason()), f -> new ArrayList<>())
          .add(outcome.name());
    }
  }

  private static void count(Map<Verdict, Integer> counts, CaseOutcome outcome) {
    counts.merge(outcome.verdict(), 1, Integer::sum);
  }

  void describe(ObjectNode into) {
    into.set("with_instances", counts(tested));
    into.set("without_instances", counts(untested));
    ObjectNode bySplit = into.putObject("splits");
    splits.forEach((split, counts) -> bySplit.set(split, counts(counts)));
    ArrayNode reasons = into.putArray("failures");
    failures.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Failure, List<String>>>comparingInt(e -> -e.getValue().size())
                .thenComparing(e -> e.getValue().get(0)))
        .forEach(
            e -> {
              ObjectNode reason = reasons.addObject();
              reason.put("verdict", e.getKey().verdict().name());
              reason.put("reason", e.getKey().reason());
              reason.put("schemas", e.getValue().size());
              ArrayNode examples = reason.putArray("examples");
              e.getValue().stream().sorted().limit(EXAMPLES).forEach(examples::add);
            });
  }

  private static ObjectNode counts(Map<Verdict, Integer> counts) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    int all = counts.values().stream().mapToInt(n -> n).sum();
    node.put("schemas", all);
    for (Verdict verdict : Verdict.values()) {
      node.put(verdict.name(), counts.getOrDefault(verdict, 0));
    }
    if (all > 0) {
      double share = (double) counts.getOrDefault(Verdict.PASS, 0) / all;
      node.put("pass_share", Math.round(share * 10_000) / 10_000.0);
    }
    return node;
  }
}
