package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.engine.RequestTree.Request;
import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for the segments of any tree of requests. */
class SegmentPlannerPropertyTest {

  @Property(tries = 200)
  void everyRowSeesExactlyItsSlotsOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int depth,
      @ForAll SegmentStyle style,
      @ForAll boolean windowed,
      @ForAll boolean treeAttention) {
    Random random = new Random(seed);
    RequestTree tree = RequestTree.random(random, depth, 1 + random.nextInt(40));
    int window = windowed ? 1 + random.nextInt(60) : SegmentPlanner.NO_WINDOW;
    Attention attention = tree.plan(style, window, costs(random), treeAttention);

    List<int[]> expected = tree.visible(window);
    Steps steps = new Steps(attention, style, window, expected.size());
    for (int row = 0; row < expected.size(); row++) {
      int[] slots = expected.get(row).clone();
      Arrays.sort(slots);
      assertThat(steps.visible(row)).as("row %s", row).containsExactly(slots);
    }
    steps.check();
  }

  @Property(tries = 300)
  void sharingNeverCostsMoreThanPlainAttention(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int depth,
      @ForAll SegmentStyle style) {
    Random random = new Random(seed);
    RequestTree tree = RequestTree.random(random, depth, 1 + random.nextInt(40));
    CostModel cost = costs(random);
    double shared = cost.seconds(tree.plan(style, SegmentPlanner.NO_WINDOW, cost, true), style);
    double apart = cost.seconds(tree.plan(style, SegmentPlanner.NO_WINDOW, cost, false), style);
    assertThat(shared).isLessThanOrEqualTo(apart);
  }

  @Property(tries = 200)
  void whereNothingIsSharedItIsPlainAttention(@ForAll long seed, @ForAll SegmentStyle style) {
    Random random = new Random(seed);
    CostModel cost = costs(random);
    SegmentPlanner planner = new SegmentPlanner(style, SegmentPlanner.NO_WINDOW, cost, true);
    SegmentPlanner plain = new SegmentPlanner(style, SegmentPlanner.NO_WINDOW, cost, false);
    int base = 0;
    for (int i = 0; i < 8; i++) {
      RequestTree one = RequestTree.random(random, 1, 100);
      Request request = one.requests().get(0);
      for (SegmentPlanner each : new SegmentPlanner[] {planner, plain}) {
        each.add(moved(request, base), request.end() - 1, request.end());
      }
      base += one.slots();
    }
    Attention attention = planner.plan();
    assertThat(attention.segments()).containsExactly(plain.plan().segments());
    assertThat(attention.waves()).containsExactly(plain.plan().waves());
  }

  @Property(tries = 200)
  void withoutTreeAttentionNoRequestsShareASegment(
      @ForAll long seed, @ForAll SegmentStyle style, @ForAll boolean windowed) {
    Random random = new Random(seed);
    RequestTree tree = RequestTree.random(random, 3, 50);
    int window = windowed ? 1 + random.nextInt(100) : SegmentPlanner.NO_WINDOW;
    Attention attention = tree.plan(style, window, costs(random), false);
    int[] request =
        IntStream.range(0, tree.requests().size())
            .flatMap(
                i ->
                    IntStream.range(tree.requests().get(i).start(), tree.requests().get(i).end())
                        .map(row -> i))
            .toArray();
    long[] segments = attention.segments();
    for (int s = 0; s < segments.length; s += 5) {
      int first = (int) segments[s];
      int last = (int) (first + segments[s + 1] - 1);
      if (segments[s + 3] > 0) {
        assertThat(request[first]).isEqualTo(request[last]);
      }
    }
  }

  private static List<Extent> moved(Request request, int by) {
    return request.extents().stream()
        .map(extent -> new Extent(extent.start() + by, extent.length()))
        .toList();
  }

  /** Figures of any device: each over several orders of magnitude. */
  private static CostModel costs(Random random) {
    return new CostModel(
        power(random, -7, -4),
        power(random, -9, -6),
        power(random, -11, -7),
        power(random, -9, -6),
        power(random, -9, -6),
        random.nextBoolean() ? 0 : power(random, -9, -6));
  }

  private static double power(Random random, double from, double to) {
    return Math.pow(10, from + random.nextDouble() * (to - from));
  }

  /** A step's work as the operators see it. */
  private record Steps(Attention attention, SegmentStyle style, int window, int rows) {

    /** The slots that a row sees, sorted. */
    int[] visible(int row) {
      long[] segments = attention.segments();
      IntStream.Builder slots = IntStream.builder();
      for (int s = 0; s < segments.length; s += 5) {
        long offset = row - segments[s];
        if (offset >= 0 && offset < segments[s + 1]) {
          boolean causal = segments[s + 4] == Attention.CAUSAL;
          long end = segments[s + 3] - (causal ? segments[s + 1] - 1 - offset : 0);
          for (long i = causal ? Math.max(0, end - window) : 0; i < end; i++) {
            slots.add((int) (segments[s + 2] + i));
          }
        }
      }
      return slots.build().sorted().toArray();
    }

    void check() {
      long[] waves = attention.waves();
      int start = 0;
      for (int wave = 0; wave < waves.length / 3; wave++) {
        int end = (int) waves[3 * wave];
        assertThat(end).isGreaterThan(start);
        checkWave(wave, start, end);
        start = end;
      }
      assertThat(start).isEqualTo(attention.segments().length / 5);
    }

    private void checkWave(int wave, int start, int end) {
      long[] segments = attention.segments();
      int[] covered = new int[rows];
      int next = 0;
      boolean gathered = false;
      long mostRows = 0;
      long mostSlots = 0;
      for (int i = start; i < end; i++) {
        long row = segments[5 * i];
        long count = segments[5 * i + 1];
        long slots = segments[5 * i + 3];
        long kind = segments[5 * i + 4];
        mostRows = Math.max(mostRows, count);
        mostSlots = Math.max(mostSlots, slots);
        for (long r = row; r < row + count; r++) {
          covered[(int) r]++;
        }
        assertThat(kind == Attention.CAUSAL).isEqualTo(wave == 0 && count > 1 && slots > 0);
        if (style == SegmentStyle.WAVES) {
          assertThat(row).isEqualTo(next);
          assertThat(kind).isNotEqualTo((long) Attention.GATHERED);
        } else {
          checkEach(kind, count, slots, gathered);
        }
        gathered = kind == Attention.GATHERED;
        next = (int) (row + count);
      }
      assertThat(Arrays.stream(covered).max()).as("wave %s", wave).hasValue(1);
      if (style == SegmentStyle.WAVES) {
        assertThat(next).isEqualTo(rows);
      }
      assertThat(attention.waves()[3 * wave + 1]).isEqualTo(mostRows);
      assertThat(attention.waves()[3 * wave + 2]).isEqualTo(mostSlots);
    }

    private void checkEach(long kind, long count, long slots, boolean gathered) {
      assertThat(slots).isPositive();
      if (kind == Attention.CAUSAL && slots <= window) {
        assertThat(slots).isEqualTo(count);
      }
      if (kind == Attention.GATHERED) {
        assertThat(count).isOne();
      } else {
        assertThat(gathered).as("a gathered segment before others").isFalse();
      }
    }
  }
}
