package io.sglflink.operators.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Tells the evaluating tasks that a checkpoint comes, before any source has its barrier: Flink
 * triggers the sources when the coordinators are done and what they sent has arrived.
 *
 * <p>Runs on the JobManager, on the job's main thread. It has no state.
 */
final class CheckpointHerald implements OperatorCoordinator {

  /** Flink takes null for a coordinator that has none yet. */
  private static final byte[] STATE = "herald".getBytes(UTF_8);

  private final Map<Integer, SubtaskGateway> tasks = new HashMap<>();

  /** The attempt of a task that takes prompts; Flink may tell of it before its gateway. */
  private final Map<Integer, Integer> taking = new HashMap<>();

  /** Creates it where the job is managed. */
  record Provider(OperatorID operatorId) implements OperatorCoordinator.Provider {

    private static final long serialVersionUID = 1;

    @Override
    public OperatorID getOperatorId() {
      return operatorId;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new CheckpointHerald();
    }
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    tasks.clear();
    taking.clear();
  }

  @Override
  public void checkpointCoordinator(long checkpoint, CompletableFuture<byte[]> state) {
    tasks.forEach(
        (subtask, task) -> {
          if (Objects.equals(taking.get(subtask), task.getExecution().getAttemptNumber())) {
            // Flink itself waits for what was sent, and restarts a task that cannot be reached.
            CompletableFuture<Acknowledge> unused =
                task.sendEvent(new CheckpointComing(checkpoint));
          }
        });
    state.complete(STATE);
  }

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
    if (((TakesPrompts) event).yes()) {
      taking.put(subtask, attempt);
    } else {
      taking.remove(subtask, attempt);
    }
  }

  @Override
  public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    tasks.put(subtask, gateway);
  }

  @Override
  public void executionAttemptFailed(int subtask, int attempt, Throwable reason) {
    tasks.remove(subtask);
  }

  @Override
  public void subtaskReset(int subtask, long checkpoint) {
    tasks.remove(subtask);
  }

  @Override
  public void resetToCheckpoint(long checkpoint, byte[] state) {}

  @Override
  public void notifyCheckpointComplete(long checkpoint) {}
}
