package io.sglflink.job.local;

import io.sglflink.job.JobSpec;
import io.sglflink.job.PromptJob;
import io.sglflink.operators.EngineProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on a cluster in this JVM.
 *
 * <p>Nothing is restarted: a failure ends the job. Its checkpoints go with this JVM, unless there
 * is a {@link StateDirectory} for them.
 */
public final class EmbeddedJob implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedJob.class);

  private final WorkDirectory directory;
  private final StateDirectory state;
  private final MiniCluster cluster;
  private final JobID id;
  private final CompletableFuture<JobResult> result;
  private JobCounts counts = JobCounts.NONE;

  private volatile boolean stopping;

  private EmbeddedJob(
      WorkDirectory directory, StateDirectory state, MiniCluster cluster, JobID id) {
    this.directory = directory;
    this.state = state;
    this.cluster = cluster;
    this.id = id;
    this.result = cluster.requestJobResult(id);
  }

  /** Starts a cluster and the job on it. */
  public static EmbeddedJob start(JobSpec spec, EngineProvider engine) throws Exception {
    return start(spec, engine, null, new Configuration());
  }

  /**
   * The same with state that outlives this JVM.
   *
   * @param state where the job goes on, and keeps what it needs to go on once more; not closed
   *     here. Null lets the job begin anew
   */
  public static EmbeddedJob start(JobSpec spec, EngineProvider engine, StateDirectory state)
      throws Exception {
    return start(spec, engine, state, new Configuration());
  }

  /**
   * The same with other settings of Flink.
   *
   * @param settings go over those that an embedded job has
   */
  public static EmbeddedJob start(JobSpec spec, EngineProvider engine, Configuration settings)
      throws Exception {
    return start(spec, engine, null, settings);
  }

  private static EmbeddedJob start(
      JobSpec spec, EngineProvider engine, StateDirectory state, Configuration settings)
      throws Exception {
    int parallelism = spec.parallelism() == null ? 1 : spec.parallelism();
    WorkDirectory directory = WorkDirectory.create();
    MiniCluster cluster = null;
    try {
      Configuration configuration = EmbeddedConfiguration.of(directory, state);
      configuration.addAll(settings);
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
      PromptJob.build(env, state == null ? spec : state.resume(spec), engine);
      StreamGraph graph = env.getStreamGraph();
      graph.setJobName(PromptJob.name(spec));
      cluster =
          new MiniCluster(
              new MiniClusterConfiguration.Builder()
                  .setConfiguration(configuration)
                  .setNumTaskManagers(1)
                  .setNumSlotsPerTaskManager(parallelism)
                  .build());
      cluster.start();
      JobID id = cluster.submitJob(graph.getJobGraph()).get().getJobID();
      return new EmbeddedJob(directory, state, cluster, id);
    } catch (Exception e) {
      if (cluster != null) {
        cluster.closeAsync().join();
      }
      directory.close();
      throw e;
    }
  }

  /**
   * Waits for the job's end.
   *
   * @return whether it has ended
   * @throws JobFailedException when it ended by a failure
   */
  public boolean await(Duration time) throws JobFailedException, InterruptedException {
    try {
      JobExecutionResult ended =
          result
              .get(time.toMillis(), TimeUnit.MILLISECONDS)
              .toJobExecutionResult(EmbeddedJob.class.getClassLoader());
      counts = JobCounts.of(ended.getAllAccumulatorResults()::get);
      if (state != null && !stopping) {
        state.forget();
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (JobCancellationException e) {
      throw new JobFailedException("it was cancelled", e);
    } catch (ExecutionException | JobExecutionException e) {
      throw new JobFailedException(where() + RootCause.message(e), e);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("the accumulators of Flink's own types cannot be read", e);
    }
  }

  /** What the job has written so far; after its end, all of it. */
  public JobCounts counts() throws InterruptedException {
    if (!result.isDone()) {
      try {
        Map<String, SerializedValue<OptionalFailure<Object>>> accumulators =
            cluster.getExecutionGraph(id).get().getAccumulatorsSerialized();
        counts = JobCounts.of(name -> value(accumulators.get(name)));
      } catch (ExecutionException e) {
        // The job ended in between: the last counts stand until await brings the final ones.
        return counts;
      }
    }
    return counts;
  }

  /** The checkpoints and savepoints that Flink's history still has, newest first. */
  public List<AbstractCheckpointStats> checkpoints() throws Exception {
    CheckpointStatsSnapshot statistics =
        cluster.getExecutionGraph(id).get().getCheckpointStatsSnapshot();
    return statistics == null ? List.of() : statistics.getHistory().getCheckpoints();
  }

  /** Takes a savepoint and waits for it; the job goes on. */
  public void savepoint(Duration timeout) throws Exception {
    String path =
        cluster
            .triggerSavepoint(id, directory.uri("savepoint"), false, SavepointFormatType.CANONICAL)
            .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    LOG.info("Savepoint {}", path);
  }

  /**
   * Ends the job in order, and returns at once; {@link #await} tells when it is done. What was read
   * is finished and committed; with a {@link StateDirectory} what is under way is kept there, and
   * goes on with the next job.
   */
  public void stop() {
    stopping = true;
    boolean finish = state == null;
    String savepoints = finish ? directory.uri("stop") : state.uri();
    CompletableFuture<String> unused =
        cluster
            .stopWithSavepoint(id, savepoints, finish, SavepointFormatType.CANONICAL)
            .exceptionallyCompose(
                failure -> {
                  LOG.info("The job cannot be stopped in order, it is cancelled", failure);
                  return cluster.cancelJob(id).thenApply(done -> "");
                });
  }

  /** Ends the cluster, and with it a job that still runs; deletes its files. */
  @Override
  public void close() {
    try {
      cluster.closeAsync().join();
    } finally {
      directory.close();
    }
  }

  /** {@code in task 'TASK': } for the task that failed first, or nothing. */
  private String where() throws InterruptedException {
    try {
      for (AccessExecutionVertex task :
          cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
        if (task.getExecutionState() == ExecutionState.FAILED) {
          return "in task '" + task.getTaskNameWithSubtaskIndex() + "': ";
        }
      }
      return "";
    } catch (ExecutionException e) {
      LOG.debug("The failed task cannot be found out", e);
      return "";
    }
  }

  private static Object value(SerializedValue<OptionalFailure<Object>> accumulator) {
    if (accumulator == null) {
      return null;
    }
    try {
      return accumulator.deserializeValue(EmbeddedJob.class.getClassLoader()).getUnchecked();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("an accumulator of Flink's own types cannot be read", e);
    }
  }
}
