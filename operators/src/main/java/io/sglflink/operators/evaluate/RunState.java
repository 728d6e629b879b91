package io.sglflink.operators.evaluate;

import io.sglflink.interpret.StepReport;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.evaluate.RequestFormat.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * The runs in flight, in keyed state under their routes: requests by ticket, their programs, and
 * each finished step on its own, so that a step costs one small write however many came before it.
 *
 * <p>A ticket names a run among those of its key. It is the record's position, made unique where
 * two records in flight come from the same one.
 */
final class RunState {

  private final KeyedMap requests;
  private final KeyedMap steps;
  private final ProgramState programs;
  private long arrivals;

  RunState(KeyedStateBackend<Object> backend) throws Exception {
    this.requests = new KeyedMap(backend, "requests");
    this.steps = new KeyedMap(backend, "steps");
    this.programs = new ProgramState(backend);
  }

  /**
   * A run as it is in state.
   *
   * @param programHash key of the prompt's program, or null
   * @param steps finished steps, by the time of the last checkpoint
   */
  record StoredRun(
      PromptEnvelope prompt,
      String programHash,
      long arrival,
      String ticket,
      List<StepReport> steps) {}

  /** Every run of this task's key groups, in the order of their arrival. To be called once. */
  List<StoredRun> restore() throws Exception {
    List<StoredRun> runs = new ArrayList<>();
    requests.forEach(
        (key, requestsOfKey) -> {
          Map<String, List<StepReport>> finished = finishedSteps((Integer) key);
          for (Map.Entry<String, byte[]> request : requestsOfKey.entries()) {
            String ticket = request.getKey();
            runs.add(
                stored(
                    RequestFormat.read(request.getValue()),
                    ticket,
                    finished.getOrDefault(ticket, List.of())));
          }
        });
    runs.sort(Comparator.comparingLong(StoredRun::arrival));
    arrivals = runs.isEmpty() ? 0 : runs.get(runs.size() - 1).arrival() + 1;
    return runs;
  }

  private StoredRun stored(Request request, String ticket, List<StepReport> finished)
      throws Exception {
    PromptEnvelope prompt = request.prompt();
    String hash = request.programHash();
    byte[] program = hash == null ? null : programs.restore(prompt.route(), hash);
    return new StoredRun(withProgram(prompt, program), hash, request.arrival(), ticket, finished);
  }

  /** Keeps a prompt. */
  StoredRun add(PromptEnvelope prompt) throws Exception {
    byte[] program = prompt.program();
    String hash = program == null ? null : programs.add(prompt.route(), program);
    MapState<String, byte[]> others = requests.of(prompt.route());
    String ticket = prompt.position();
    for (int copy = 2; others.contains(ticket); copy++) {
      ticket = prompt.position() + "#" + copy;
    }
    long arrival = arrivals++;
    others.put(ticket, RequestFormat.write(new Request(withProgram(prompt, null), hash, arrival)));
    return new StoredRun(prompt, hash, arrival, ticket, List.of());
  }

  void addStep(StoredRun run, StepReport step) throws Exception {
    steps
        .of(run.prompt().route())
        .put(StepKey.write(run.ticket(), step.path()), StepFormat.write(step));
  }

  void remove(StoredRun run, Iterable<String> stepPaths) throws Exception {
    int key = run.prompt().route();
    requests.of(key).remove(run.ticket());
    for (String path : stepPaths) {
      steps.of(key).remove(StepKey.write(run.ticket(), path));
    }
    if (run.programHash() != null) {
      programs.remove(key, run.programHash());
    }
  }

  private Map<String, List<StepReport>> finishedSteps(int key) throws Exception {
    Map<String, List<StepReport>> finished = new HashMap<>();
    for (Map.Entry<String, byte[]> step : steps.of(key).entries()) {
      finished
          .computeIfAbsent(StepKey.ticket(step.getKey()), ticket -> new ArrayList<>())
          .add(StepFormat.read(step.getValue()));
    }
    return finished;
  }

  private static PromptEnvelope withProgram(PromptEnvelope prompt, byte[] program) {
    return new PromptEnvelope(
        prompt.id(), prompt.bytes(), prompt.position(), prompt.route(), program, prompt.session());
  }

  /** A ticket and a path in one string, in front of them the ticket's length. */
  private static final class StepKey {

    static String write(String ticket, String path) {
      return ticket.length() + ":" + ticket + path;
    }

    static String ticket(String key) {
      int colon = key.indexOf(':');
      int start = colon + 1;
      return key.substring(start, start + Integer.parseInt(key, 0, colon, 10));
    }
  }
}
