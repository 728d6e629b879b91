package io.sglflink.job.install;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * Whether the parts of a TaskManager's memory fit into its whole; with parts that do not, it ends.
 */
public final class TaskManagerMemory {

  /** The part that the model needs. */
  public static final String OFF_HEAP = TaskManagerOptions.TASK_OFF_HEAP_MEMORY.key();

  private TaskManagerMemory() {}

  /** Whether it is the model's part that has no room. */
  public static boolean tooSmall(Map<String, String> settings) {
    Map<String, String> others = new TreeMap<>(settings);
    return others.remove(OFF_HEAP) != null && !starts(settings) && starts(others);
  }

  private static boolean starts(Map<String, String> settings) {
    try {
      TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(settings));
      return true;
    } catch (IllegalConfigurationException e) {
      return false;
    }
  }
}
