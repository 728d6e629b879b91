package io.sglflink.model;

import java.io.Serializable;

/**
 * Which log-probabilities a request wants back.
 *
 * @param enabled whether any are returned
 * @param startLen first prompt position to report, at least 0; −1 reports output tokens only. The
 *     token at position 0 has no log-probability and is never reported
 * @param top number of most likely alternatives per position, 0 to 20
 * @param text whether token texts are returned beside the ids
 */
public record LogprobOptions(boolean enabled, int startLen, int top, boolean text)
    implements Serializable {

  /** Nothing is returned. */
  public static final LogprobOptions NONE = new LogprobOptions(false, -1, 0, false);

  /** Largest {@link #top}. */
  public static final int MAX_TOP = 20;
}
