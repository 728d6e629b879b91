package io.sglflink.runtime.bench;

import io.sglflink.runtime.constraint.TokenState;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * What a constraint costs the host: outputs followed once more, alone, token by token.
 *
 * @param mean of the masks, in microseconds
 * @param p99 of them
 * @param follow mean time for a token's next state and for what is forced after it
 */
record MaskTimes(double mean, double p99, double follow) {

  /**
   * @param start where the constraint begins, with nothing of it known yet
   * @param prompt what came before each output, which has no say in masks
   * @param jumpAhead whether forced tokens are asked for, and then need no mask
   */
  static MaskTimes of(
      TokenState start, int[] prompt, int[][] outputs, boolean jumpAhead, LongSupplier nanoClock) {
    LongStream.Builder masks = LongStream.builder();
    long following = 0;
    int tokens = 0;
    for (int[] output : outputs) {
      int[] all = Prompts.join(prompt, output);
      TokenState state = start;
      int known = prompt.length;
      int free = 0;
      while (known < all.length) {
        long began = nanoClock.getAsLong();
        if (free == 0) {
          state.mask().words(true);
        }
        long masked = nanoClock.getAsLong();
        state = state.next(all[known++]);
        boolean ends = state.complete();
        boolean asks = jumpAhead && free == 0 && !ends;
        int forced = asks ? state.forced(all, known).length : 0;
        following += nanoClock.getAsLong() - masked;
        if (free == 0) {
          masks.add(masked - began);
        }
        free = free > 0 ? free - 1 : forced;
        tokens++;
      }
    }
    long[] sorted = masks.build().sorted().toArray();
    int last = Math.max(0, (int) Math.ceil(0.99 * sorted.length) - 1);
    return new MaskTimes(
        Arrays.stream(sorted).average().orElse(0) / 1e3,
        sorted.length == 0 ? 0 : sorted[last] / 1e3,
        following / 1e3 / Math.max(1, tokens));
  }
}
