package io.sglflink.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.job.kafka.LocalKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A topic with far more prompts than the engine can take leaves the TaskManager's memory flat. */
@Tag("cluster")
final class BackPressureClusterITCase {

  private static final int PROMPTS = Integer.getInteger("sglang.waiting.prompts", 1_000_000);
  private static final int MEASUREMENTS = 6;
  private static final int COMMITTED_BETWEEN = 60;
  private static final int MEGABYTE = 1 << 20;
  private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  @Test
  void aMillionWaitingPromptsCostNoMemory() throws Exception {
    List<byte[]> few = ChaosPrompts.create(1_000);
    List<byte[]> prompts = new ArrayList<>(PROMPTS);
    for (int i = 0; i < PROMPTS; i++) {
      prompts.add(few.get(i % few.size()));
    }
    try (LocalKafka kafka = LocalKafka.start(Path.of(System.getProperty("sglang.kafka.lib")));
        StandaloneCluster cluster = StandaloneCluster.start(StandaloneCluster.Plan.DEFAULT);
        ChaosRun run =
            ChaosRun.start(cluster, kafka, "waiting", prompts, "--checkpoint-interval", "1s")) {
      List<Long> heap = new ArrayList<>();
      List<Long> resident = new ArrayList<>();
      for (int i = 1; i <= MEASUREMENTS; i++) {
        run.awaitCommitted(i * COMMITTED_BETWEEN);
        heap.add(megabytesOnTheHeap(cluster));
        resident.add(megabytesResident(cluster));
      }
      System.out.printf(
          "%,d prompts waiting: heap after collection %s MB, resident %s MB%n",
          PROMPTS, heap, resident);
      // The first measurement has the start behind it: model, caches, a full window.
      assertThat(heap.get(MEASUREMENTS - 1)).isLessThan(heap.get(0) + 32);
      assertThat(resident.get(MEASUREMENTS - 1)).isLessThan(resident.get(0) + 128);
      cluster.succeeded();
    }
  }

  private static long megabytesOnTheHeap(StandaloneCluster cluster) throws Exception {
    Matcher total = TOTAL.matcher(cluster.histogram(cluster.taskManagers().get(0)));
    assertThat(total.find()).isTrue();
    return Long.parseLong(total.group(1)) / MEGABYTE;
  }

  private static long megabytesResident(StandaloneCluster cluster) throws Exception {
    long pid = cluster.pid(cluster.taskManagers().get(0));
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    assertThat(resident.find()).isTrue();
    return Long.parseLong(resident.group(1)) / 1024;
  }
}
