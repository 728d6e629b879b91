package io.sglflink.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.job.kafka.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever dies, under read_committed every prompt has one result, and it is that of an undisturbed
 * run but for near-ties.
 */
@Tag("cluster")
final class ExactlyOnceClusterITCase {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PROMPTS = Integer.getInteger("sglang.chaos.prompts", 2_000);
  private static final int SCENARIOS = 5;
  private static final long SEED = 20261123;

  private static List<byte[]> prompts;
  private static LocalKafka kafka;
  private static StandaloneCluster cluster;
  private static Map<String, JsonNode> undisturbed;
  private static int passed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    prompts = ChaosPrompts.create(PROMPTS);
    kafka = LocalKafka.start(Path.of(System.getProperty("sglang.kafka.lib")));
    cluster =
        StandaloneCluster.start(StandaloneCluster.Plan.DEFAULT.withTaskManagers(2).withZooKeeper());
    try (ChaosRun run = start(cluster, "undisturbed", 2)) {
      undisturbed = run.finish();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      if (passed == SCENARIOS) {
        cluster.succeeded();
      }
      cluster.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void taskManagersAreKilledAtRandomMoments() throws Exception {
    try (ChaosRun run = start(cluster, "killed-taskmanagers", 2)) {
      Random random = new Random(SEED);
      for (int moment : run.moments(6, SEED)) {
        run.awaitCommitted(moment);
        Thread.sleep(random.nextInt(2_000));
        List<Integer> alive = cluster.taskManagers();
        cluster.killTaskManager(alive.get(random.nextInt(alive.size())));
        cluster.startTaskManager();
        cluster.rest().awaitRunning(run.job(), LIMIT);
      }
      passed("killed-taskmanagers", run);
    }
  }

  @Test
  void theJobManagerIsKilledAndStartedAgain() throws Exception {
    try (ChaosRun run = start(cluster, "killed-jobmanager", 2)) {
      for (int moment : run.moments(2, SEED + 1)) {
        run.awaitCommitted(moment);
        cluster.killJobManager();
        cluster.startJobManager();
        cluster.awaitTaskManagers();
        cluster.rest().awaitRunning(run.job(), LIMIT);
      }
      passed("killed-jobmanager", run);
    }
  }

  @Test
  void theBrokerIsKilledAndStartedAgain() throws Exception {
    try (ChaosRun run = start(cluster, "killed-broker", 2)) {
      for (int moment : run.moments(2, SEED + 2)) {
        run.awaitCommitted(moment);
        kafka.restart(Duration.ofSeconds(3));
      }
      passed("killed-broker", run);
    }
  }

  @Test
  void theJobIsStoppedWithASavepointAndResumed() throws Exception {
    try (ChaosRun run = start(cluster, "savepoint", 2)) {
      for (int moment : run.moments(2, SEED + 3)) {
        run.awaitCommitted(moment);
        run.stopAndResume();
      }
      passed("savepoint", run);
    }
  }

  @Test
  void theJobIsRescaledToTwoAndBack() throws Exception {
    StandaloneCluster.Plan adaptive =
        StandaloneCluster.Plan.DEFAULT
            .withTaskManagers(2)
            .with("jobmanager.scheduler", "adaptive")
            .with("jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "1s")
            .with("jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout", "1s");
    try (StandaloneCluster elastic = StandaloneCluster.start(adaptive);
        ChaosRun run = start(elastic, "rescaled", 1)) {
      List<Integer> moments = run.moments(2, SEED + 4);
      run.awaitCommitted(moments.get(0));
      elastic.rest().rescale(run.job(), 2);
      elastic.rest().awaitParallelism(run.job(), 2, LIMIT);
      run.awaitCommitted(moments.get(1));
      elastic.rest().rescale(run.job(), 1);
      elastic.rest().awaitParallelism(run.job(), 1, LIMIT);
      passed("rescaled", run);
      elastic.succeeded();
    }
  }

  private static void passed(String name, ChaosRun run) throws Exception {
    RunComparison.compare(name, undisturbed, run.finish());
    passed++;
  }

  private static ChaosRun start(StandaloneCluster cluster, String name, int parallelism)
      throws Exception {
    return ChaosRun.start(
        cluster,
        kafka,
        name,
        prompts,
        "--checkpoint-interval",
        "2s",
        "--parallelism",
        Integer.toString(parallelism));
  }
}
