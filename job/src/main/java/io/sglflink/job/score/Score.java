package io.sglflink.job.score;

/**
 * How a task went.
 *
 * @param records records with a known answer that have ended, failed ones included
 * @param right those of them that are right
 * @param problems problems of which several samples were drawn; 0 for tasks without
 * @param solved problems whose most frequent answer is right
 * @param promptTokens over all steps
 * @param cachedTokens those of the prompt's tokens that came from the cache
 * @param generatedTokens over all steps
 * @param runningMillis wall time of the records' runs, side by side, summed
 */
public record Score(
    int records,
    int right,
    int problems,
    int solved,
    long promptTokens,
    long cachedTokens,
    long generatedTokens,
    double runningMillis) {

  /** The share of records that are right, 0 to 1; 1 when there are none. */
  public double accuracy() {
    return records == 0 ? 1 : (double) right / records;
  }

  /** The share of problems whose most frequent answer is right, 0 to 1; 1 when there are none. */
  public double majorityAccuracy() {
    return problems == 0 ? 1 : (double) solved / problems;
  }
}
