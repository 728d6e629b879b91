package io.sglflink.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A failure behind the end of the input: the last checkpoint has tasks whose work was done. */
@Timeout(120)
class FinishedTasksTest {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final FakeEngine engine = new FakeEngine();

  @Test
  void checkpointsGoOnBesideTasksThatWereRestoredWithTheirWorkDone(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    environment.enableCheckpointing(Duration.ofHours(1).toMillis());
    PromptPipeline.build(
            environment
                .fromSequence(0, 2)
                .map(number -> LongRuns.run(number.intValue()))
                .returns(TypeInformation.of(SourceRecord.class)),
            LongRuns.library(),
            engine.provider(),
            PipelineOptions.DEFAULTS)
        .results()
        .transform("last", TypeInformation.of(EncodedRecord.class), new FailingAfterTheEnd())
        .sinkTo(new DiscardingSink<>());
    // Something that does not end, so that checkpoints go on.
    LongRuns.source(environment, List.of()).sinkTo(new DiscardingSink<>());
    JobID job = environment.executeAsync("finished").getJobID();

    await(() -> all(cluster, job, ExecutionState.RUNNING));
    while (attempts(cluster, job) == 0) {
      cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED).handle((id, error) -> id).get();
    }
    await(() -> all(cluster, job, ExecutionState.RUNNING, ExecutionState.FINISHED));
    // One that meets a task which is just finishing may still fail.
    int completed = 0;
    for (int tries = 0; completed < 3 && tries < 30; tries++) {
      long checkpoint =
          cluster
              .triggerCheckpoint(job, CheckpointType.CONFIGURED)
              .exceptionally(failure -> 0L)
              .get();
      completed += checkpoint > 0 ? 1 : 0;
    }
    assertThat(completed).isEqualTo(3);
    assertThat(cluster.getJobStatus(job).get()).isEqualTo(JobStatus.RUNNING);
    assertThat(attempts(cluster, job)).isEqualTo(1);
    cluster.cancelJob(job).get();
  }

  private static boolean all(MiniCluster cluster, JobID job, ExecutionState... states)
      throws Exception {
    for (AccessExecutionVertex task :
        cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (!List.of(states).contains(task.getExecutionState())) {
        return false;
      }
    }
    return true;
  }

  /** Restarts of the task that restarted most. */
  private static int attempts(MiniCluster cluster, JobID job) throws Exception {
    int most = 0;
    for (AccessExecutionVertex task :
        cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      most = Math.max(most, task.getCurrentExecutionAttempt().getAttemptNumber());
    }
    return most;
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(5);
    }
  }

  /** Passes records on; its first attempt fails with the first checkpoint behind the end. */
  private static final class FailingAfterTheEnd extends AbstractStreamOperator<EncodedRecord>
      implements OneInputStreamOperator<EncodedRecord, EncodedRecord>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private transient boolean ended;

    @Override
    public void processElement(StreamRecord<EncodedRecord> record) {
      output.collect(record);
    }

    @Override
    public void endInput() {
      ended = true;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
      super.notifyCheckpointComplete(checkpoint);
      if (ended && getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
        throw new IllegalStateException("lost behind the end");
      }
    }
  }
}
