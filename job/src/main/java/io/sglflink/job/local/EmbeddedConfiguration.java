package io.sglflink.job.local;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** Flink's settings for one job in one JVM; conf/config.yaml has those for a cluster. */
final class EmbeddedConfiguration {

  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private EmbeddedConfiguration() {}

  /**
   * @param state where the job goes on and what outlives this JVM; or null
   */
  static Configuration of(WorkDirectory directory, StateDirectory state) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, directory.path().toString());
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    String checkpoints = state == null ? directory.uri("checkpoints") : state.uri();
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    if (state != null) {
      configuration.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
      // What a job goes on from is its own from then on, and deleted once it is not needed.
      configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
      state
          .latest()
          .ifPresent(
              latest ->
                  configuration.set(
                      StateRecoveryOptions.SAVEPOINT_PATH, latest.toUri().toString()));
    }
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    // The end of the input waits for every run that has begun, and checkpoints wait with it.
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofDays(1));
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // Small buffers keep prompts in the source until the engine wants them.
    configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4kb"));
    configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
    // An aligned checkpoint has the task take what the channel holds: a few records, then.
    configuration.set(TaskManagerOptions.MIN_MEMORY_SEGMENT_SIZE, MemorySize.parse("64b"));
    configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_TARGET, Duration.ofMillis(100));
    configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_PERIOD, Duration.ofMillis(500));
    configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_SAMPLES, 5);
    // Heartbeats bring the counters of the progress line.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
    configuration.set(RestOptions.PORT, 0);
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    return configuration;
  }
}
