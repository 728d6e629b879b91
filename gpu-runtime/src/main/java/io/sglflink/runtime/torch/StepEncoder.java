package io.sglflink.runtime.torch;

import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Draws;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * A step's numbers as {@code Decoder.compute} of decoder.py documents them: all in one list, which
 * crosses to the device in one piece.
 *
 * @param numbers everything that the device reads
 * @param ends where each part of {@code numbers} ends
 * @param reals what is not a whole number
 * @param host what the script reads of attention
 * @param slidingHost the same of layers that slide
 * @param follows whether a row's token is one that the step before drew
 */
record StepEncoder(
    long[] numbers, long[] ends, double[] reals, long[] host, long[] slidingHost, boolean follows) {

  /**
   * @param groups query heads for each head of keys
   * @param context positions of a rotary table
   */
  static StepEncoder encode(StepInput input, SegmentStyle style, int groups, int context) {
    int rows = input.ids().length;
    return encode(
        input,
        AttentionWork.of(style, input.attention(), rows, groups),
        AttentionWork.of(style, input.sliding(), rows, groups),
        context);
  }

  /**
   * @param work attention of layers that see everything
   * @param sliding attention of layers that slide
   * @param context positions of a rotary table
   */
  static StepEncoder encode(
      StepInput input, AttentionWork work, AttentionWork sliding, int context) {
    Draws draws = input.draws();
    List<long[]> parts =
        new ArrayList<>(
            List.of(
                input.ids(),
                rotations(input, context),
                input.slots(),
                draws.rows(),
                draws.edits().rows(),
                draws.edits().tokens(),
                input.scored(),
                input.targets(),
                draws.topK()));
    parts.addAll(work.device());
    parts.addAll(sliding.device());
    long[] ends = new long[parts.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += parts.get(i).length;
      ends[i] = end;
    }
    long[] numbers = new long[end];
    for (int i = 0; i < ends.length; i++) {
      long[] part = parts.get(i);
      System.arraycopy(part, 0, numbers, (int) ends[i] - part.length, part.length);
    }
    return new StepEncoder(
        numbers, ends, reals(draws), work.host(), sliding.host(), follows(input.ids()));
  }

  private static boolean follows(long[] ids) {
    for (long id : ids) {
      if (id < 0) {
        return true;
      }
    }
    return false;
  }

  /** Each row's row of the rotary tables, where those of long sequences come second. */
  private static long[] rotations(StepInput input, int context) {
    long[] rotations = input.positions().clone();
    for (int i = 0; i < rotations.length; i++) {
      rotations[i] += input.lengthened()[i] * context;
    }
    return rotations;
  }

  private static double[] reals(Draws draws) {
    double[] repetition = draws.edits().repetition();
    double[] bias = draws.edits().bias();
    int sampled = draws.numbers().length;
    double[] reals = new double[sampled + repetition.length + bias.length];
    System.arraycopy(draws.numbers(), 0, reals, 0, sampled);
    System.arraycopy(repetition, 0, reals, sampled, repetition.length);
    System.arraycopy(bias, 0, reals, sampled + repetition.length, bias.length);
    return reals;
  }
}
