package io.sglflink.runtime.constraint;

/**
 * Tokens that may come next, a bit for each token of the model's vocabulary; the least significant
 * bit of the first word is token 0.
 *
 * @param text tokens that write text; nobody may change it
 * @param all those and, where the text so far satisfies the constraint, the end tokens; nobody may
 *     change it
 */
public record TokenMask(long[] text, long[] all) {

  /**
   * The words of this mask.
   *
   * @param mayEnd false to leave end tokens out as long as there is text to go on with
   */
  public long[] words(boolean mayEnd) {
    return mayEnd || isEmpty(text) ? all : text;
  }

  private static boolean isEmpty(long[] words) {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }
}
