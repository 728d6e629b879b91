package io.sglflink.constraint.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import java.util.Arrays;
import java.util.List;

/** The choices that a text may still become: a range of them in the order of their bytes. */
final class ChoiceState implements ByteState {

  /** UTF-8, each once, in the order of unsigned bytes. */
  private final byte[][] choices;

  private final int from;
  private final int to;
  private final int depth;
  private final int shortest;

  /** The first choice that goes on. */
  private final int longer;

  /**
   * By byte, from the smallest that can come on, the state after it; null where it has not been
   * asked for.
   */
  private ChoiceState[] after;

  /**
   * @param from the first choice
   * @param to the last one, exclusive
   * @param depth bytes of the text, which they have in common
   */
  private ChoiceState(byte[][] choices, int from, int to, int depth) {
    this.choices = choices;
    this.from = from;
    this.to = to;
    this.depth = depth;
    this.longer = accepting() ? from + 1 : from;
    int least = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      least = Math.min(least, choices[i].length - depth);
    }
    this.shortest = least;
  }

  static ChoiceState start(List<String> texts) {
    if (texts.isEmpty()) {
      throw new ConstraintException(
          Kind.UNSATISFIABLE, "", "there is no choice: give at least one");
    }
    byte[][] choices =
        texts.stream()
            .distinct()
            .map(text -> text.getBytes(UTF_8))
            .sorted(Arrays::compareUnsigned)
            .toArray(byte[][]::new);
    return new ChoiceState(choices, 0, choices.length, 0);
  }

  @Override
  public ChoiceState next(int value) {
    if (!hasNext() || value < byteOf(longer) || value > byteOf(to - 1)) {
      return null;
    }
    if (after == null) {
      after = new ChoiceState[byteOf(to - 1) - byteOf(longer) + 1];
    }
    int index = value - byteOf(longer);
    if (after[index] == null) {
      after[index] = make(value);
    }
    return after[index];
  }

  private ChoiceState make(int value) {
    int begin = longer;
    while (byteOf(begin) < value) {
      begin++;
    }
    int end = begin;
    while (end < to && byteOf(end) == value) {
      end++;
    }
    return begin == end ? null : new ChoiceState(choices, begin, end, depth + 1);
  }

  private int byteOf(int choice) {
    return choices[choice][depth] & 0xFF;
  }

  @Override
  public boolean accepting() {
    return choices[from].length == depth;
  }

  @Override
  public boolean hasNext() {
    return choices[to - 1].length > depth;
  }

  /** This state: two of the same choices never tell the same texts apart. */
  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public int shortest() {
    return shortest;
  }

  /** Nothing takes much work here. */
  @Override
  public void refill() {}
}
