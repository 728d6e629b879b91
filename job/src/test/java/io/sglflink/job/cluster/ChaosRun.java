package io.sglflink.job.cluster;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.job.kafka.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A job on a cluster, from its prompts in Kafka to the comparison of what it committed. */
final class ChaosRun implements AutoCloseable {

  static final Path JAR = Path.of(System.getProperty("sglang.job.jar"));

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final StandaloneCluster cluster;
  private final Topics topics;
  private final List<String> arguments;
  private final int prompts;
  private String job;

  private ChaosRun(StandaloneCluster cluster, Topics topics, List<String> arguments, int prompts) {
    this.cluster = cluster;
    this.topics = topics;
    this.arguments = arguments;
    this.prompts = prompts;
  }

  /** Sends the prompts and submits a job for them. */
  static ChaosRun start(
      StandaloneCluster cluster,
      LocalKafka kafka,
      String name,
      List<byte[]> prompts,
      String... options)
      throws Exception {
    Topics topics = Topics.create(kafka, name);
    topics.send(prompts);
    List<String> arguments = new ArrayList<>(topics.arguments());
    arguments.addAll(List.of("--model", ChaosPrompts.MODEL.toString()));
    arguments.addAll(List.of("--programs", ChaosPrompts.PROGRAMS.toString()));
    arguments.addAll(List.of("--dtype", "float32", "--window", "64"));
    arguments.addAll(List.of(options));
    ChaosRun run = new ChaosRun(cluster, topics, arguments, prompts.size());
    run.job = cluster.cli().submit(JAR, arguments);
    return run;
  }

  String job() {
    return job;
  }

  /** Numbers of committed results, in order, at which something is to happen. */
  List<Integer> moments(int count, long seed) {
    Random random = new Random(seed);
    int part = prompts * 9 / 10 / count;
    return IntStream.range(0, count).mapToObj(i -> i * part + 1 + random.nextInt(part)).toList();
  }

  /** Waits until so many records have been committed. */
  void awaitCommitted(int count) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (topics.committed().size() < count) {
      topics.poll(POLL);
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            String.format(
                "%d of %d records were committed in %s; the job is %s: %s",
                topics.committed().size(),
                prompts,
                LIMIT,
                cluster.rest().state(job),
                cluster.rest().failure(job)));
      }
    }
  }

  /** Stops the job with a savepoint and starts it again from there. */
  void stopAndResume() throws Exception {
    job = cluster.cli().resume(JAR, cluster.cli().stop(job), arguments);
  }

  /** Waits for all results, and until nothing more can come; every id is there once. */
  Map<String, JsonNode> finish() throws Exception {
    awaitCommitted(prompts);
    // What was written twice would be committed with one of the next two checkpoints.
    int completed = cluster.rest().completedCheckpoints(job);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (cluster.rest().completedCheckpoints(job) < completed + 2) {
      topics.poll(POLL);
      assertThat(System.nanoTime()).as("checkpoints go on").isLessThan(deadline);
    }
    topics.poll(Duration.ofSeconds(1));
    cluster.cli().cancel(job);
    assertThat(cluster.rest().awaitEnd(job, LIMIT)).isEqualTo("CANCELED");
    assertThat(topics.committed()).hasSize(prompts);
    assertThat(topics.committed())
        .allSatisfy(
            (id, records) -> {
              assertThat(records).as("records of %s", id).hasSize(1);
              assertThat(records.get(0).path("status").asText())
                  .as("%s", records.get(0))
                  .isEqualTo("ok");
            });
    return topics.committed().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, each -> each.getValue().get(0)));
  }

  @Override
  public void close() {
    topics.close();
  }
}
