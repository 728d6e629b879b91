package io.sglflink.operators.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphID;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator.SubtaskGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.scheduler.strategy.ExecutionVertexID;
import org.junit.jupiter.api.Test;

/** Which tasks are told of a checkpoint. */
class CheckpointHeraldTest {

  private final CheckpointHerald herald = new CheckpointHerald();
  private final List<String> told = new ArrayList<>();

  @Test
  void everyTaskIsTold() {
    open(0, 0);
    open(1, 0);
    checkpoint(7);
    assertThat(told).containsExactlyInAnyOrder("0.0: 7", "1.0: 7");
  }

  @Test
  void aTaskMayOpenBeforeItsGatewayIsThere() {
    herald.handleEventFromOperator(0, 2, new TakesPrompts(true));
    checkpoint(1);
    herald.executionAttemptReady(0, 2, new Task(0, 2));
    checkpoint(2);
    assertThat(told).containsExactly("0.2: 2");
  }

  @Test
  void aTaskThatFailedOrIsResetIsNotToldUntilItIsBack() {
    for (int subtask = 0; subtask < 3; subtask++) {
      open(subtask, 0);
    }
    herald.executionAttemptFailed(0, 0, null);
    herald.subtaskReset(1, 3);
    checkpoint(4);
    assertThat(told).containsExactly("2.0: 4");
    told.clear();
    open(0, 1);
    checkpoint(5);
    assertThat(told).containsExactlyInAnyOrder("0.1: 5", "2.0: 5");
  }

  @Test
  void aTaskAtTheEndOfItsInputIsToldNoMore() {
    open(0, 1);
    // What an earlier attempt sent does not count.
    herald.handleEventFromOperator(0, 0, new TakesPrompts(false));
    checkpoint(1);
    herald.handleEventFromOperator(0, 1, new TakesPrompts(false));
    checkpoint(2);
    assertThat(told).containsExactly("0.1: 1");
  }

  @Test
  void aTaskThatWasRestoredWithItsWorkDoneIsNeverTold() {
    open(0, 0);
    herald.subtaskReset(0, 3);
    // Flink opens no operator there, and fails the task that gets an event.
    herald.executionAttemptReady(0, 1, new Task(0, 1));
    checkpoint(4);
    assertThat(told).isEmpty();
  }

  private void open(int subtask, int attempt) {
    herald.executionAttemptReady(subtask, attempt, new Task(subtask, attempt));
    herald.handleEventFromOperator(subtask, attempt, new TakesPrompts(true));
  }

  private void checkpoint(long id) {
    CompletableFuture<byte[]> state = new CompletableFuture<>();
    herald.checkpointCoordinator(id, state);
    // Flink takes null for a coordinator that has none.
    assertThat(state).isCompletedWithValueMatching(bytes -> bytes.length > 0);
  }

  private final class Task implements SubtaskGateway {

    private final int subtask;
    private final int attempt;

    Task(int subtask, int attempt) {
      this.subtask = subtask;
      this.attempt = attempt;
    }

    @Override
    public CompletableFuture<Acknowledge> sendEvent(OperatorEvent event) {
      told.add(subtask + "." + attempt + ": " + ((CheckpointComing) event).checkpoint());
      return CompletableFuture.completedFuture(Acknowledge.get());
    }

    @Override
    public ExecutionAttemptID getExecution() {
      return new ExecutionAttemptID(
          new ExecutionGraphID(), new ExecutionVertexID(new JobVertexID(), subtask), attempt);
    }

    @Override
    public int getSubtask() {
      return subtask;
    }
  }
}
