package io.sglflink.job;

import org.apache.flink.client.program.ProgramParametrizationException;

/**
 * Main class for {@code flink run sglang-job.jar}.
 *
 * <p>It touches no class of the engine layer itself, so that a cluster without one gets a message
 * and not a {@link NoClassDefFoundError}.
 */
public final class SglangJob {

  private SglangJob() {}

  /**
   * Submits the job to the cluster that Flink's client chose.
   *
   * @throws ProgramParametrizationException when the options or the cluster do not allow it:
   *     Flink's client shows its message alone
   */
  public static void main(String[] args) throws Exception {
    String problem = EngineLayer.problem();
    if (problem != null) {
      throw new ProgramParametrizationException(problem);
    }
    ClusterSubmission.submit(args);
  }
}
