package io.sglflink.job.install;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What adding settings to a configuration did.
 *
 * @param text the configuration's new text
 * @param changes one for each setting, in the order in which they were wanted
 */
public record Merge(String text, List<Change> changes) {

  public Merge {
    requireNonNull(text, "text is null");
    changes = List.copyOf(changes);
  }

  /** What became of one setting. */
  public enum Kind {
    /** It was absent and is there now. */
    SET,
    /** It was there already. */
    SAME,
    /** The user's list got what it lacked. */
    EXTENDED,
    /** The user's list lacks something and is written in a form that only the user can change. */
    TO_EXTEND,
    /** The user has another value, which stays. */
    LEFT
  }

  /**
   * One setting.
   *
   * @param wanted the value that it should have, or should have among others
   * @param before the user's value; null where there was none
   */
  public record Change(Kind kind, String key, String wanted, String before) {

    public Change {
      requireNonNull(kind, "kind is null");
      requireNonNull(key, "key is null");
      requireNonNull(wanted, "wanted is null");
    }

    /** A line for people. */
    public String line() {
      return switch (kind) {
        case SET -> "set       " + key + ": " + wanted;
        case SAME -> "there     " + key + ": " + before;
        case EXTENDED -> "extended  " + key + " by " + wanted;
        case TO_EXTEND -> "TO DO     add to " + key + " by hand: " + wanted;
        case LEFT -> "left      " + key + ": " + before + " is yours; recommended is " + wanted;
      };
    }
  }
}
