package io.sglflink.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.job.kafka.LocalKafka;
import io.sglflink.operators.route.simulate.Cluster;
import io.sglflink.operators.route.simulate.Outcome;
import io.sglflink.operators.route.simulate.TextWorkload;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.TensorType;
import io.sglflink.runtime.tokenizer.Tokenizer;
import io.sglflink.runtime.torch.TorchDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The router in a job on four TaskManagers, each with an engine whose cache is too small for all
 * prefixes, finds as much in these caches as in the simulator.
 */
@Tag("cluster")
final class RoutingClusterITCase {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final double POINTS = 0.03;
  private static final int SLOTS = 4;
  private static final int KEY_GROUPS = 128;
  private static final int WINDOW = 64;
  private static final int RUNNING = 8;
  private static final int PROMPTS = 1_600;
  private static final long KV_BYTES = 16L << 20;

  /** What a running request holds for itself alone: its question and its answer. */
  private static final int OWN_TOKENS = 40;

  /** Prompts on the way to a slot, in network buffers. */
  private static final int ON_THE_WAY = 8;

  private static LocalKafka kafka;
  private static StandaloneCluster cluster;
  private static boolean failed;

  @BeforeAll
  static void start() throws Exception {
    kafka = LocalKafka.start(Path.of(System.getProperty("sglang.kafka.lib")));
    cluster = StandaloneCluster.start(StandaloneCluster.Plan.DEFAULT.withTaskManagers(SLOTS));
  }

  @AfterAll
  static void stop() throws Exception {
    if (!failed) {
      cluster.succeeded();
    }
    cluster.close();
    kafka.close();
  }

  @Test
  void withHeadersOfZipfsPopularity() throws Exception {
    compare("zipf", TextWorkload.zipf(PROMPTS, SLOTS, 64, 120, 1));
  }

  private static void compare(String name, TextWorkload workload) throws Exception {
    failed = true;
    Outcome predicted = predict(workload);
    String job;
    try (Topics topics = Topics.create(kafka, name)) {
      topics.send(workload.records());
      job = cluster.cli().submit(ChaosRun.JAR, arguments(topics));
      String state = cluster.rest().awaitEnd(job, LIMIT);
      assertThat(state).as(cluster.rest().failure(job)).isEqualTo("FINISHED");
      for (int i = 0; i < 100 && topics.committed().size() < PROMPTS; i++) {
        topics.poll(Duration.ofMillis(100));
      }
      double hitRate = hitRate(topics.committed());
      long[] loads = loads(job);
      System.out.printf(
          "%s: the job found %.1f %% of its prompts' tokens in caches, the simulator %.1f %%;"
              + " tokens that each slot computed: %s (max/mean %.2f), simulated %s (%.2f)%n",
          name,
          100 * hitRate,
          100 * predicted.hitRate(),
          Arrays.toString(loads),
          Arrays.stream(loads).max().orElseThrow() * SLOTS / (double) Arrays.stream(loads).sum(),
          Arrays.toString(predicted.loads()),
          predicted.imbalance());
      assertThat(hitRate).isCloseTo(predicted.hitRate(), within(POINTS));
    }
    failed = false;
  }

  private static List<String> arguments(Topics topics) {
    List<String> arguments = new ArrayList<>(topics.arguments());
    arguments.addAll(List.of("--bounded", "--parallelism", Integer.toString(SLOTS)));
    arguments.addAll(List.of("--window", Integer.toString(WINDOW)));
    arguments.addAll(List.of("--model", ChaosPrompts.MODEL.toString(), "--dtype", "bfloat16"));
    arguments.addAll(List.of("--kv-memory", Long.toString(KV_BYTES), "--mem-fraction-static", "1"));
    arguments.addAll(List.of("--max-running-requests", Integer.toString(RUNNING)));
    return arguments;
  }

  private static Outcome predict(TextWorkload workload) {
    Checkpoint checkpoint = Checkpoint.open(ChaosPrompts.MODEL);
    long pool = KV_BYTES / TorchDecoder.bytesPerSlot(checkpoint.config(), TensorType.BF16);
    // The engine leaves a sixteenth of its pool idle, so that extents are few.
    long cache = pool - pool / 16 - RUNNING * OWN_TOKENS;
    // Those that run are in the window too, and no longer chosen from.
    Cluster slots = new Cluster(SLOTS, cache, WINDOW + ON_THE_WAY, WINDOW - RUNNING, 1, 1);
    try (Tokenizer tokenizer = Tokenizer.open(checkpoint)) {
      return workload.predict(slots, KEY_GROUPS, tokenizer::encode);
    }
  }

  private static double hitRate(Map<String, List<JsonNode>> results) {
    assertThat(results).hasSize(PROMPTS);
    long prompt = 0;
    long cached = 0;
    for (List<JsonNode> result : results.values()) {
      assertThat(result).hasSize(1);
      prompt += result.get(0).at("/usage/prompt_tokens").asLong();
      cached += result.get(0).at("/usage/cached_tokens").asLong();
    }
    return (double) cached / prompt;
  }

  private static long[] loads(String job) throws Exception {
    List<Long> prompt = cluster.rest().accumulators(job, "promptTokens");
    List<Long> cached = cluster.rest().accumulators(job, "cachedTokens");
    List<Long> generated = cluster.rest().accumulators(job, "generatedTokens");
    return IntStream.range(0, SLOTS)
        .mapToLong(slot -> prompt.get(slot) - cached.get(slot) + generated.get(slot))
        .toArray();
  }
}
