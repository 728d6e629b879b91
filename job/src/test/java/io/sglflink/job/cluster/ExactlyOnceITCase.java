package io.sglflink.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.job.kafka.LocalKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A small version of {@link ExactlyOnceClusterITCase}: one TaskManager is killed once. */
final class ExactlyOnceITCase {

  @Test
  void aTaskManagerThatIsKilledLosesNothingAndRepeatsNothing() throws Exception {
    List<byte[]> prompts = ChaosPrompts.create(100);
    try (LocalKafka kafka = LocalKafka.start(Path.of(System.getProperty("sglang.kafka.lib")));
        StandaloneCluster cluster = StandaloneCluster.start(StandaloneCluster.Plan.DEFAULT)) {
      Map<String, JsonNode> expected;
      try (ChaosRun run =
          ChaosRun.start(cluster, kafka, "calm", prompts, "--checkpoint-interval", "1s")) {
        expected = run.finish();
      }
      try (ChaosRun run =
          ChaosRun.start(cluster, kafka, "killed", prompts, "--checkpoint-interval", "1s")) {
        run.awaitCommitted(run.moments(1, 7).get(0));
        cluster.killTaskManager(cluster.taskManagers().get(0));
        cluster.startTaskManager();
        RunComparison.compare("small-kill", expected, run.finish());
      }
      cluster.succeeded();
    }
  }
}
