package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepInput.Draws;
import io.sglflink.runtime.step.StepInput.Edits;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GraphFormTest {

  private static final int SPARE = 999;

  @Test
  void aDecodeStepIsFilledUpWithRowsThatTouchNothing() {
    StepInput step = decode(17, true);
    GraphForm form = GraphForm.of(step).orElseThrow();
    assertThat(form.rows()).isEqualTo(18);

    StepInput filled = form.fill(step, SPARE);
    assertThat(filled.ids()).hasSize(18).startsWith(step.ids());
    assertThat(filled.slots()).startsWith(step.slots()).endsWith(SPARE);
    assertThat(filled.draws().rows()).isEqualTo(LongStream.range(0, 18).toArray());
    assertThat(filled.draws().greedy()).isEqualTo(18);
    assertThat(lastSegment(filled.attention())).containsExactly(17, 1, 0, 0, Attention.PLAIN);
  }

  @Test
  void sampledRowsKeepTheirNumbersAndFillersGetHarmlessOnes() {
    StepInput step = decode(17, false);
    StepInput filled = GraphForm.of(step).orElseThrow().fill(step, SPARE);
    double[] numbers = filled.draws().numbers();
    assertThat(numbers).hasSize(4 * 18);
    assertThat(numbers[0]).isEqualTo(0.5);
    assertThat(numbers[17]).isEqualTo(1);
    assertThat(numbers[3 * 18 + 16]).isEqualTo(0.25);
  }

  @Test
  void stepsOfOneFormHaveNumbersInTheSamePlaces() {
    for (int waves : new int[] {1, 2}) {
      GraphForm form = GraphForm.of(decode(35, true, waves)).orElseThrow();
      long[] first = ends(form, decode(35, true, waves));
      assertThat(GraphForm.of(decode(36, true, waves))).contains(form);
      assertThat(ends(form, decode(36, true, waves))).isEqualTo(first);
    }
  }

  @Test
  void wavesAndRowsThatOnlyFillUpHaveNoSlotsAndSegmentsNoLargerThanTheForms() {
    StepInput step = decode(17, true, 17);
    GraphForm form = GraphForm.of(step).orElseThrow();
    assertThat(form.waves()).isEqualTo(18);
    Attention filled = form.fill(step, SPARE).attention();
    assertThat(filled.waves()).hasSize(3 * 18);
    assertThat(filled.segments().length / 5).isLessThanOrEqualTo(form.segments());
    int segment = 0;
    for (int wave = 0; wave < 18; wave++) {
      int row = 0;
      for (; segment < filled.waves()[3 * wave]; segment++) {
        long rows = filled.segments()[5 * segment + 1];
        assertThat(filled.segments()[5 * segment]).isEqualTo(row);
        assertThat(rows).isBetween(1L, (long) form.mostRows());
        boolean fills = wave == 17 || row >= 17;
        assertThat(filled.segments()[5 * segment + 3] == 0).isEqualTo(fills);
        row += (int) rows;
      }
      assertThat(row).isEqualTo(form.rows());
    }
  }

  @Test
  void roundingNeverAddsMoreThanAnEighth() {
    for (int n = 1; n < 2_000; n++) {
      assertThat(GraphForm.rounded(n)).isBetween(n, n + n / 8);
    }
    assertThat(IntStream.range(1, 513).map(GraphForm::rounded).distinct().count()).isLessThan(64);
  }

  @Test
  void stepsThatDoMoreThanDecodeHaveNoForm() {
    StepInput step = decode(4, true);
    Draws draws = step.draws();
    Edits edits = new Edits(new long[] {0}, new long[] {1}, new double[] {1}, new double[] {2});
    assertThat(GraphForm.of(with(step, new long[] {0, 1, 2}, draws.greedy(), draws.edits())))
        .isEmpty();
    assertThat(GraphForm.of(with(step, draws.rows(), 2, draws.edits()))).isEmpty();
    assertThat(GraphForm.of(with(step, draws.rows(), draws.greedy(), edits))).isEmpty();
  }

  @Test
  void guidedDrawsAreNotOfTheGraph() {
    StepInput step = decode(4, true);
    Draws draws = step.draws();
    Draws guided =
        new Draws(
            draws.rows(),
            draws.greedy(),
            draws.numbers(),
            draws.topK(),
            false,
            draws.edits(),
            false,
            true);
    GraphForm form = GraphForm.of(with(step, guided)).orElseThrow();
    assertThat(form.open()).isTrue();
    assertThat(form).isNotEqualTo(GraphForm.of(step).orElseThrow());
    assertThat(form.fill(with(step, guided), SPARE).draws().guided()).isTrue();
  }

  private static long[] ends(GraphForm form, StepInput step) {
    StepInput filled = form.fill(step, SPARE);
    return StepEncoder.encode(
            filled,
            FlashWork.of(filled.attention(), form, 2, 4_096),
            FlashWork.of(Attention.NOTHING, form.rows(), 2),
            4_096)
        .ends();
  }

  private static long[] lastSegment(Attention attention) {
    long[] segments = attention.segments();
    return java.util.Arrays.copyOfRange(segments, segments.length - 5, segments.length);
  }

  private static StepInput decode(int rows, boolean greedy) {
    return decode(rows, greedy, 1);
  }

  /** One segment for each row in the last wave, after one in each other that all rows share. */
  private static StepInput decode(int rows, boolean greedy, int waves) {
    long[] segments = new long[5 * (rows + waves - 1)];
    long[] ends = new long[3 * waves];
    int at = 0;
    for (int wave = 0; wave < waves; wave++) {
      boolean shared = wave < waves - 1;
      for (int row = 0; row < (shared ? 1 : rows); row++, at += 5) {
        segments[at] = row;
        segments[at + 1] = shared ? rows : 1;
        segments[at + 2] = shared ? 100L * wave : 1_000 + 10L * row;
        segments[at + 3] = shared ? 100 : 3;
      }
      ends[3 * wave] = at / 5;
      ends[3 * wave + 1] = shared ? rows : 1;
      ends[3 * wave + 2] = shared ? 100 : 3;
    }
    double[] numbers =
        greedy
            ? new double[0]
            : IntStream.range(0, 4 * rows).mapToDouble(i -> i < rows ? 0.5 : 0.25).toArray();
    return new StepInput(
        LongStream.range(0, rows).toArray(),
        new long[rows],
        new long[rows],
        LongStream.range(100, 100 + rows).toArray(),
        new Attention(segments, ends),
        Attention.NOTHING,
        new Draws(
            LongStream.range(0, rows).toArray(),
            greedy ? rows : 0,
            numbers,
            new long[greedy ? 0 : rows],
            false,
            new Edits(new long[0], new long[0], new double[0], new double[0]),
            false,
            false),
        new long[0],
        new long[0],
        0);
  }

  private static StepInput with(StepInput step, long[] rows, int greedy, Edits edits) {
    Draws draws = step.draws();
    return with(
        step, new Draws(rows, greedy, draws.numbers(), draws.topK(), false, edits, false, false));
  }

  private static StepInput with(StepInput step, Draws draws) {
    return new StepInput(
        step.ids(),
        step.positions(),
        step.lengthened(),
        step.slots(),
        step.attention(),
        step.sliding(),
        draws,
        step.scored(),
        step.targets(),
        0);
  }
}
