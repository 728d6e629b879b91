package io.sglflink.runtime.torch;

import io.sglflink.runtime.step.StepInput;
import java.util.Arrays;
import java.util.Optional;

/**
 * The form of a decode step, all that a captured graph has fixed: steps of one form differ in
 * numbers alone. Sizes are rounded up, so that there are few forms; a step is filled up to them.
 *
 * @param rows rows of the step, each of which draws a token
 * @param greedy whether all rows are greedy; else all are sampled
 * @param open whether the draws are guided and follow the graph, for masks are made meanwhile
 * @param waves waves of attention
 * @param segments segments of attention
 * @param mostRows most rows of a segment
 */
record GraphForm(int rows, boolean greedy, boolean open, int waves, int segments, int mostRows) {

  /** Fewer rows of a segment cost no less: the operator takes so many at once. */
  private static final int LEAST_MOST_ROWS = 8;

  /** The step's form, where it has one: a row and a draw of each request, nothing else. */
  static Optional<GraphForm> of(StepInput input) {
    int rows = input.ids().length;
    StepInput.Draws draws = input.draws();
    boolean decodes =
        rows > 0
            && draws.rows().length == rows
            && input.scored().length == 0
            && !draws.logprobs()
            && !draws.filtered()
            && draws.edits().rows().length == 0
            && (draws.greedy() == 0 || draws.greedy() == rows)
            && input.sliding().waves().length == 0;
    if (!decodes) {
      return Optional.empty();
    }
    long[] waves = input.attention().waves();
    int waveCount = waves.length / 3;
    int mostRows = 1;
    for (int wave = 0; wave < waveCount; wave++) {
      mostRows = Math.max(mostRows, (int) waves[3 * wave + 1]);
    }
    int filled = rounded(rows);
    int filledWaves = rounded(waveCount);
    int most = Math.max(LEAST_MOST_ROWS, powerOfTwo(mostRows));
    int segments =
        input.attention().segments().length / FlashWork.FIELDS
            + waveCount * pieces(filled - rows, most)
            + (filledWaves - waveCount) * pieces(filled, most);
    return Optional.of(
        new GraphForm(
            filled, draws.greedy() == rows, draws.guided(), filledWaves, rounded(segments), most));
  }

  /**
   * The step with rows added that write to {@code spareSlot}, attend to nothing and draw what
   * nobody reads.
   */
  StepInput fill(StepInput input, int spareSlot) {
    int count = input.ids().length;
    StepInput.Draws draws = input.draws();
    long[] drawn = Arrays.copyOf(draws.rows(), rows);
    for (int row = count; row < rows; row++) {
      drawn[row] = row;
    }
    return new StepInput(
        Arrays.copyOf(input.ids(), rows),
        Arrays.copyOf(input.positions(), rows),
        Arrays.copyOf(input.lengthened(), rows),
        padded(input.slots(), spareSlot),
        FlashWork.filled(input.attention(), count, this),
        StepInput.Attention.NOTHING,
        new StepInput.Draws(
            drawn,
            greedy ? rows : 0,
            sampledNumbers(draws.numbers(), count),
            greedy ? draws.topK() : padded(draws.topK(), 1),
            false,
            draws.edits(),
            false,
            open),
        input.scored(),
        input.targets(),
        0);
  }

  private long[] padded(long[] values, long with) {
    long[] padded = Arrays.copyOf(values, rows);
    Arrays.fill(padded, values.length, rows, with);
    return padded;
  }

  /** Each column of {@code numbers} with ones at its end, a temperature that does no harm. */
  private double[] sampledNumbers(double[] numbers, int count) {
    if (greedy) {
      return numbers;
    }
    int columns = numbers.length / count;
    double[] padded = new double[columns * rows];
    Arrays.fill(padded, 1);
    for (int column = 0; column < columns; column++) {
      System.arraycopy(numbers, column * count, padded, column * rows, count);
    }
    return padded;
  }

  /** The next whole number of eighths of a power of two: few, and none far. */
  static int rounded(int n) {
    int step = Math.max(1, Integer.highestOneBit(n) / 8);
    return (n + step - 1) / step * step;
  }

  /** Segments of at most {@code most} rows that {@code rows} rows take. */
  static int pieces(int rows, int most) {
    return (rows + most - 1) / most;
  }

  private static int powerOfTwo(int n) {
    return n <= 1 ? 1 : Integer.highestOneBit(n - 1) * 2;
  }
}
