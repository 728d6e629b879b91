package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments are written as row, rows, slot, slots, kind; waves as end, most rows, most slots. */
class SegmentPlannerTest {

  private static final Extent PREFIX = new Extent(100, 10);

  /** Calls cost as much as reading one slot, so sharing pays from a few slots on. */
  private static final CostModel SHARING = new CostModel(1e-6, 1e-6, 1e-8, 1e-4, 1e-9, 0);

  /** Calls cost as much as reading 1,000 slots. */
  private static final CostModel CALLS = new CostModel(1e-3, 1e-6, 1e-8, 1e-3, 1e-9, 0);

  @Test
  void aPromptThatBeginsIsOneCausalSquare() {
    for (SegmentStyle style : SegmentStyle.values()) {
      Plan plan = new Plan(style);
      plan.planner.add(List.of(new Extent(5, 20)), 0, 8);
      assertThat(plan.segments()).containsExactly(0, 8, 5, 8, 1);
      assertThat(plan.waves()).containsExactly(1, 8, 8);
      assertThat(plan.planner.slots()).containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
    }
  }

  @Test
  void aLaterChunkAttendsWhatCameBeforeIt() {
    Plan each = new Plan(SegmentStyle.EACH);
    each.planner.add(List.of(new Extent(5, 20)), 8, 11);
    assertThat(each.segments()).containsExactly(0, 3, 13, 3, 1, 0, 3, 5, 8, 0);
    assertThat(each.waves()).containsExactly(1, 3, 3, 2, 3, 8);

    Plan waves = new Plan(SegmentStyle.WAVES);
    waves.planner.add(List.of(new Extent(5, 20)), 8, 11);
    assertThat(waves.segments()).containsExactly(0, 3, 5, 11, 1);
  }

  @Test
  void aChunkOverTwoExtentsIsTwoRowGroupsThatMayShareWhatWasBefore() {
    List<Extent> extents = List.of(new Extent(5, 14), new Extent(50, 9));
    Plan plan = new Plan(SegmentStyle.EACH);
    plan.planner.add(extents, 12, 16);
    assertThat(plan.planner.slots()).containsExactly(17, 18, 50, 51);
    assertThat(plan.segments())
        .containsExactly(
            0, 2, 17, 2, 1, //
            2, 2, 50, 2, 1, //
            0, 4, 5, 12, 0, //
            2, 2, 17, 2, 0);
    assertThat(plan.waves()).containsExactly(2, 2, 2, 3, 4, 12, 4, 2, 2);
  }

  @Test
  void extentsThatTouchAreOneSegment() {
    for (SegmentStyle style : SegmentStyle.values()) {
      Plan plan = new Plan(style);
      plan.planner.add(List.of(new Extent(0, 7), new Extent(7, 3), new Extent(10, 5)), 13, 14);
      assertThat(plan.segments()).containsExactly(0, 1, 0, 14, 0);
    }
  }

  @Test
  void neighboursAttendACommonPrefixAsOneSegment() {
    Plan plan = new Plan(SegmentStyle.EACH);
    plan.planner.add(List.of(PREFIX, new Extent(0, 5)), 12, 13);
    plan.planner.add(List.of(PREFIX, new Extent(20, 5)), 11, 12);
    plan.planner.add(List.of(new Extent(40, 30)), 29, 30);
    assertThat(plan.segments())
        .containsExactly(
            0, 1, 0, 3, 0, //
            1, 1, 20, 2, 0, //
            2, 1, 40, 30, 0, //
            0, 2, 100, 10, 0);
    assertThat(plan.waves()).containsExactly(3, 1, 30, 4, 2, 10);
  }

  @Test
  void aCommonPrefixIsFoundWhateverTheCutsAre() {
    Plan plan = new Plan(SegmentStyle.EACH);
    plan.planner.add(List.of(new Extent(0, 600)), 599, 600);
    plan.planner.add(List.of(new Extent(0, 512), new Extent(900, 40)), 551, 552);
    assertThat(plan.segments())
        .containsExactly(
            0, 1, 512, 88, 0, //
            1, 1, 900, 40, 0, //
            0, 2, 0, 512, 0);
  }

  @Test
  void aTreeIsAttendedNodeByNode() {
    Plan plan = new Plan(SegmentStyle.EACH);
    Extent left = new Extent(200, 40);
    Extent right = new Extent(300, 30);
    plan.planner.add(List.of(PREFIX, left, new Extent(0, 5)), 51, 52);
    plan.planner.add(List.of(PREFIX, left, new Extent(10, 5)), 51, 52);
    plan.planner.add(List.of(PREFIX, right, new Extent(20, 5)), 41, 42);
    plan.planner.add(List.of(PREFIX, right, new Extent(30, 5)), 41, 42);
    assertThat(plan.segments())
        .containsExactly(
            0, 1, 0, 2, 0, //
            1, 1, 10, 2, 0, //
            2, 1, 20, 2, 0, //
            3, 1, 30, 2, 0, //
            0, 4, 100, 10, 0, //
            0, 2, 200, 40, 0, //
            2, 2, 300, 30, 0);
    assertThat(plan.waves()).containsExactly(4, 1, 2, 5, 4, 10, 7, 2, 40);
  }

  @Test
  void aNodeTooShortToPayIsAttendedByEachChildWithItsOwn() {
    // Slots 0 to 10 go on in the left child, so that it reads them in the same segment.
    Plan plan =
        new Plan(
            SegmentStyle.EACH,
            SegmentPlanner.NO_WINDOW,
            new CostModel(15e-6, 1e-6, 1e-9, 1e-3, 1e-9, 0));
    plan.planner.add(List.of(new Extent(0, 50), new Extent(60, 5)), 51, 52);
    plan.planner.add(List.of(new Extent(0, 50), new Extent(70, 5)), 51, 52);
    plan.planner.add(List.of(new Extent(0, 15)), 12, 13);
    assertThat(plan.segments())
        .containsExactly(
            0, 1, 60, 2, 0, //
            1, 1, 70, 2, 0, //
            2, 1, 0, 13, 0, //
            0, 2, 0, 50, 0);
  }

  @Test
  void whereSharingCostsMoreEveryRowAttendsItsSlotsItself() {
    Plan plan = new Plan(SegmentStyle.WAVES, SegmentPlanner.NO_WINDOW, CALLS);
    plan.planner.add(List.of(new Extent(0, 12)), 11, 12);
    plan.planner.add(List.of(new Extent(0, 10)), 9, 10);
    assertThat(plan.segments()).containsExactly(0, 1, 0, 12, 0, 1, 1, 0, 10, 0);
  }

  @Test
  void rowsOfThisStepMayBePartOfACommonPrefix() {
    Plan plan = new Plan(SegmentStyle.WAVES);
    plan.planner.add(List.of(PREFIX), 0, 10);
    plan.planner.add(List.of(PREFIX, new Extent(0, 5)), 10, 13);
    plan.planner.add(List.of(PREFIX, new Extent(20, 5)), 10, 12);
    assertThat(plan.segments())
        .containsExactly(
            0, 10, 100, 10, 1, //
            10, 3, 0, 3, 1, //
            13, 2, 20, 2, 1, //
            0, 10, 0, 0, 0, //
            10, 5, 100, 10, 0);
  }

  @Test
  void aWaveOfTheFlashOperatorListsEveryRow() {
    Plan plan = new Plan(SegmentStyle.WAVES);
    plan.planner.add(List.of(new Extent(40, 30)), 29, 30);
    plan.planner.add(List.of(PREFIX, new Extent(0, 5)), 12, 13);
    plan.planner.add(List.of(new Extent(80, 3)), 1, 2);
    assertThat(plan.segments())
        .containsExactly(
            0, 1, 40, 30, 0, //
            1, 1, 0, 3, 0, //
            2, 1, 80, 2, 0, //
            0, 1, 0, 0, 0, //
            1, 1, 100, 10, 0, //
            2, 1, 0, 0, 0);
  }

  @Test
  void aLongSegmentIsSplitWhereTheDeviceWouldWaitForIt() {
    CostModel cost = new CostModel(1e-5, 1.6e-9, 45e-12, 0, 12e-9, 40e-9);
    Plan one = new Plan(SegmentStyle.WAVES, SegmentPlanner.NO_WINDOW, cost);
    one.planner.add(List.of(new Extent(0, 16_384)), 16_383, 16_384);
    long[] waves = one.waves();
    assertThat(waves.length / 3).isBetween(16, 64);
    assertThat(waves[2]).isLessThanOrEqualTo(1_024);

    // 500 requests keep the device busy without.
    Plan many = new Plan(SegmentStyle.WAVES, SegmentPlanner.NO_WINDOW, cost);
    for (int i = 0; i < 500; i++) {
      many.planner.add(List.of(new Extent(1_024 * i, 1_024)), 1_023, 1_024);
    }
    assertThat(many.waves()).containsExactly(500, 1, 1_024);
  }

  @Test
  void shortSegmentsOfOneRowAreGatheredAndThoseMuchLongerAreNot() {
    Plan plan =
        new Plan(
            SegmentStyle.EACH,
            SegmentPlanner.NO_WINDOW,
            new CostModel(2e-5, 1e-8, 1e-8, 1e-7, 1e-6, 0));
    plan.planner.add(List.of(new Extent(0, 40)), 39, 40);
    plan.planner.add(List.of(new Extent(100, 900)), 899, 900);
    plan.planner.add(List.of(new Extent(1_000, 50)), 49, 50);
    plan.planner.add(List.of(new Extent(2_000, 20)), 10, 15);
    assertThat(plan.segments())
        .containsExactly(
            1, 1, 100, 900, 0, //
            3, 5, 2_010, 5, 1, //
            0, 1, 0, 40, 2, //
            2, 1, 1_000, 50, 2, //
            3, 5, 2_000, 10, 0);
  }

  @Test
  void aWindowCutsADecodingRowsExtents() {
    for (SegmentStyle style : SegmentStyle.values()) {
      Plan plan = new Plan(style, 6);
      plan.planner.add(List.of(new Extent(200, 20), PREFIX, new Extent(0, 5)), 33, 34);
      assertThat(plan.segments()).containsExactly(0, 1, 0, 4, 0, 0, 1, 108, 2, 0);
      assertThat(plan.waves()).containsExactly(1, 1, 4, 2, 1, 2);
    }
  }

  @Test
  void whatAllRowsSeeOfANodeIsShared() {
    Plan same = new Plan(SegmentStyle.EACH, 10);
    same.planner.add(List.of(PREFIX, new Extent(0, 5)), 11, 12);
    same.planner.add(List.of(PREFIX, new Extent(20, 5)), 11, 12);
    assertThat(same.segments())
        .containsExactly(
            0, 1, 0, 2, 0, //
            1, 1, 20, 2, 0, //
            0, 2, 102, 8, 0);

    Plan different = new Plan(SegmentStyle.EACH, 10);
    different.planner.add(List.of(PREFIX, new Extent(0, 5)), 11, 12);
    different.planner.add(List.of(PREFIX, new Extent(20, 5)), 12, 13);
    assertThat(different.segments())
        .containsExactly(
            0, 1, 0, 2, 0, //
            1, 1, 20, 3, 0, //
            0, 1, 102, 8, 0, //
            1, 1, 103, 7, 0);
  }

  @Test
  void rowsWhoseWindowsBeginInAnExtentBeforeTheirsAreSegmentsOfTheirOwn() {
    Plan plan = new Plan(SegmentStyle.EACH, 12);
    plan.planner.add(List.of(PREFIX, new Extent(0, 20)), 10, 16);
    assertThat(plan.segments())
        .containsExactly(
            0, 6, 0, 6, 1, //
            0, 2, 100, 10, 0, //
            2, 1, 101, 9, 0, //
            3, 1, 102, 8, 0, //
            4, 1, 103, 7, 0, //
            5, 1, 104, 6, 0);
    assertThat(plan.waves()).containsExactly(1, 6, 6, 6, 2, 10);
  }

  @Test
  void aWaveOfTheFlashOperatorListsRowsWhoseWindowHasNothingInIt() {
    Plan plan = new Plan(SegmentStyle.WAVES, 2);
    plan.planner.add(List.of(PREFIX, new Extent(0, 20)), 10, 14);
    assertThat(plan.segments())
        .containsExactly(
            0, 4, 0, 4, 1, //
            0, 1, 109, 1, 0, //
            1, 3, 0, 0, 0);
  }

  @Test
  void aChunkWithAWindowReachesBackInItsExtentAsFarAsItsFirstRowSees() {
    for (SegmentStyle style : SegmentStyle.values()) {
      Plan plan = new Plan(style, 4);
      plan.planner.add(List.of(new Extent(50, 40)), 20, 30);
      assertThat(plan.segments()).containsExactly(0, 10, 67, 13, 1);
    }
  }

  @Test
  void rowsBeyondASequencesSlotsAreRefused() {
    Plan plan = new Plan(SegmentStyle.EACH);
    assertThatThrownBy(() -> plan.planner.add(List.of(PREFIX), 9, 11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sequence owns 10 slots, its rows end at position 11");
  }

  private static final class Plan {
    private final SegmentPlanner planner;

    Plan(SegmentStyle style) {
      this(style, SegmentPlanner.NO_WINDOW);
    }

    Plan(SegmentStyle style, int window) {
      this(style, window, SHARING);
    }

    Plan(SegmentStyle style, int window, CostModel cost) {
      planner = new SegmentPlanner(style, window, cost, true);
    }

    long[] segments() {
      return planner.plan().segments();
    }

    long[] waves() {
      Attention attention = planner.plan();
      return attention.waves();
    }
  }
}
