package io.sglflink.operators.evaluate;

import io.sglflink.interpret.StepReport;
import io.sglflink.operators.PromptEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The runs in flight, in keyed state under their routes: requests by ticket, and each finished step
 * on its own, so that a step costs one small write however many came before it.
 *
 * <p>A ticket names a run among those of its key. It is the record's position, made unique where
 * two records in flight come from the same one.
 */
final class RunState {

  private final MapStateDescriptor<String, byte[]> requestsDescriptor = descriptor("requests");
  private final KeyedStateBackend<Object> backend;
  private final MapState<String, byte[]> requests;
  private final MapState<String, byte[]> steps;

  RunState(KeyedStateBackend<Object> backend) throws Exception {
    this.backend = backend;
    this.requests = state(requestsDescriptor);
    this.steps = state(descriptor("steps"));
  }

  /** A run as it was checkpointed. */
  record StoredRun(PromptEnvelope prompt, String ticket, List<StepReport> steps) {}

  /** Every run of this task's key groups. */
  List<StoredRun> all() throws Exception {
    List<StoredRun> runs = new ArrayList<>();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        requestsDescriptor,
        (key, requestsOfKey) -> {
          backend.setCurrentKey(key);
          Map<String, List<StepReport>> finished = finishedSteps();
          for (Map.Entry<String, byte[]> request : requestsOfKey.entries()) {
            String ticket = request.getKey();
            runs.add(
                new StoredRun(
                    RequestFormat.read(request.getValue()),
                    ticket,
                    finished.getOrDefault(ticket, List.of())));
          }
        });
    return runs;
  }

  /** Keeps a prompt and returns its ticket. */
  String add(PromptEnvelope prompt) throws Exception {
    backend.setCurrentKey(prompt.route());
    String ticket = prompt.position();
    for (int copy = 2; requests.contains(ticket); copy++) {
      ticket = prompt.position() + "#" + copy;
    }
    requests.put(ticket, RequestFormat.write(prompt));
    return ticket;
  }

  void addStep(int key, String ticket, StepReport step) throws Exception {
    backend.setCurrentKey(key);
    steps.put(StepKey.write(ticket, step.path()), StepFormat.write(step));
  }

  void remove(int key, String ticket, Iterable<String> stepPaths) throws Exception {
    backend.setCurrentKey(key);
    requests.remove(ticket);
    for (String path : stepPaths) {
      steps.remove(StepKey.write(ticket, path));
    }
  }

  private Map<String, List<StepReport>> finishedSteps() throws Exception {
    Map<String, List<StepReport>> finished = new HashMap<>();
    for (Map.Entry<String, byte[]> step : steps.entries()) {
      finished
          .computeIfAbsent(StepKey.ticket(step.getKey()), ticket -> new ArrayList<>())
          .add(StepFormat.read(step.getValue()));
    }
    return finished;
  }

  private MapState<String, byte[]> state(MapStateDescriptor<String, byte[]> descriptor)
      throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  private static MapStateDescriptor<String, byte[]> descriptor(String name) {
    return new MapStateDescriptor<>(
        name, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
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
