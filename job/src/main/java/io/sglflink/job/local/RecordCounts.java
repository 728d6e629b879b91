package io.sglflink.job.local;

/**
 * Records that the job has finished; a snapshot that may be a second old.
 *
 * @param completed records whose run completed
 * @param failed records that failed
 */
public record RecordCounts(long completed, long failed) {

  public long all() {
    return completed + failed;
  }
}
