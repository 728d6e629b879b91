package io.sglflink.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the JobManager says about itself and its jobs. */
final class RestClient {

  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;

  RestClient(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  /** How many TaskManagers are registered; -1 while the JobManager does not answer. */
  int taskManagers() throws InterruptedException {
    return tried("/overview").path("taskmanagers").asInt(-1);
  }

  /** RUNNING, FINISHED and so on; UNKNOWN while the JobManager does not answer. */
  String state(String job) throws InterruptedException {
    return tried("/jobs/" + job).path("state").asText("UNKNOWN");
  }

  /** Waits until all tasks of a job run. */
  void awaitRunning(String job, Duration limit) throws Exception {
    awaitParallelism(job, 0, limit);
  }

  /** Waits until all tasks of a job run, so many for each operator; 0 is any number. */
  void awaitParallelism(String job, int parallelism, Duration limit) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      JsonNode answer = tried("/jobs/" + job);
      boolean running = answer.path("state").asText().equals("RUNNING");
      for (JsonNode vertex : answer.path("vertices")) {
        int wanted = parallelism == 0 ? vertex.path("parallelism").asInt() : parallelism;
        running &=
            vertex.path("parallelism").asInt() == wanted
                && vertex.path("tasks").path("RUNNING").asInt() == wanted;
      }
      if (running) {
        return;
      }
      if (System.nanoTime() > deadline || ENDED.contains(answer.path("state").asText())) {
        throw new AssertionError("the job does not run: " + answer);
      }
      Thread.sleep(50);
    }
  }

  /** Waits until a job has ended; its state. */
  String awaitEnd(String job, Duration limit) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      String state = state(job);
      if (ENDED.contains(state)) {
        return state;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the job has not ended: " + tried("/jobs/" + job));
  }

  /** Checkpoints that a job has completed, also before a restart. */
  int completedCheckpoints(String job) throws InterruptedException {
    return tried("/jobs/" + job + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** What each task of the operator that counts {@code name} has counted, by its index. */
  List<Long> accumulators(String job, String name) throws InterruptedException {
    List<Long> counts = new ArrayList<>();
    for (JsonNode vertex : tried("/jobs/" + job).path("vertices")) {
      String path =
          "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/accumulators";
      for (JsonNode task : tried(path).path("subtasks")) {
        for (JsonNode accumulator : task.path("user-accumulators")) {
          if (accumulator.path("name").asText().equals(name)) {
            counts.add(accumulator.path("value").asLong());
          }
        }
      }
    }
    return counts;
  }

  /** The failure that a job ended by, with its causes. */
  String failure(String job) throws InterruptedException {
    return tried("/jobs/" + job + "/exceptions")
        .path("exceptionHistory")
        .path("entries")
        .path(0)
        .path("stacktrace")
        .asText();
  }

  /** Changes a running job's parallelism; its scheduler is the adaptive one. */
  void rescale(String job, int parallelism) throws Exception {
    String path = "/jobs/" + job + "/resource-requirements";
    ObjectNode requirements = (ObjectNode) tried(path);
    requirements.forEach(
        vertex ->
            ((ObjectNode) vertex.get("parallelism"))
                .put("lowerBound", parallelism)
                .put("upperBound", parallelism));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(base + path))
                .PUT(BodyPublishers.ofString(requirements.toString()))
                .header("Content-Type", "application/json")
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError("cannot rescale: " + answer.body());
    }
  }

  private JsonNode tried(String path) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? MAPPER.readTree(answer.body())
          : MAPPER.createObjectNode();
    } catch (IOException e) {
      return MAPPER.createObjectNode();
    }
  }
}
