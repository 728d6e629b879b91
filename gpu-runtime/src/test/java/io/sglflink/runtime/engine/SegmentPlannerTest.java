package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentPlannerTest {

  private static final Extent PREFIX = new Extent(100, 10);

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
  void aChunkOverTwoExtentsIsTwoRowGroups() {
    Plan plan = new Plan(SegmentStyle.EACH);
    plan.planner.add(List.of(new Extent(5, 4), new Extent(50, 9)), 2, 6);
    assertThat(plan.planner.slots()).containsExactly(7, 8, 50, 51);
    assertThat(plan.segments())
        .containsExactly(
            0, 2, 7, 2, 1, //
            2, 2, 50, 2, 1, //
            0, 2, 5, 2, 0, //
            2, 2, 5, 4, 0);
    assertThat(plan.waves()).containsExactly(2, 2, 2, 4, 2, 4);
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
  void aWindowCutsADecodingRowsExtents() {
    for (SegmentStyle style : SegmentStyle.values()) {
      Plan plan = new Plan(style, 6);
      plan.planner.add(List.of(new Extent(200, 20), PREFIX, new Extent(0, 5)), 33, 34);
      assertThat(plan.segments()).containsExactly(0, 1, 0, 4, 0, 0, 1, 108, 2, 0);
      assertThat(plan.waves()).containsExactly(1, 1, 4, 2, 1, 2);
    }
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

  private static final class Plan {
    private final SegmentPlanner planner;

    Plan(SegmentStyle style) {
      this(style, SegmentPlanner.NO_WINDOW);
    }

    Plan(SegmentStyle style, int window) {
      planner = new SegmentPlanner(style, window);
    }

    long[] segments() {
      return planner.plan().segments();
    }

    long[] waves() {
      return planner.plan().waves();
    }
  }
}
