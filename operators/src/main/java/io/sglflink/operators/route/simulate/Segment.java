package io.sglflink.operators.route.simulate;

/**
 * Text that prompts have as a whole or not at all: two prompts begin alike exactly as far as their
 * segments are the same.
 *
 * @param id names the text
 * @param tokens its length, at least 1
 */
public record Segment(long id, int tokens) {

  public Segment {
    if (tokens < 1) {
      throw new IllegalArgumentException("segment has " + tokens + " tokens: give 1 or more");
    }
  }
}
