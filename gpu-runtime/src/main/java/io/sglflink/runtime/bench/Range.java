package io.sglflink.runtime.bench;

/** Lengths between {@code least} and {@code most} tokens, both included and equally likely. */
public record Range(int least, int most) {

  public Range {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException(
          String.format("%,d-%,d is no range: give the smaller length first", least, most));
    }
  }

  /** Reads {@code 256-512}, or {@code 256} for that length alone. */
  public static Range parse(String text) {
    try {
      int dash = text.indexOf('-');
      int least = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      return new Range(least, dash < 0 ? least : Integer.parseInt(text.substring(dash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no range of tokens: write for example 256-512", e);
    }
  }

  int draw(Prompts prompts) {
    return prompts.length(least, most);
  }
}
