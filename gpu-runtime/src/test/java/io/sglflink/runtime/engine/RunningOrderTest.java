package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.kv.KvPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunningOrderTest {

  private final KvPool pool = new KvPool(100, true, EvictionPolicy.LRU);
  private final RunningOrder running = new RunningOrder();

  private Sequence admit(int... prompt) {
    Sequence sequence = TestRequest.of(prompt).sequence();
    assertThat(sequence.admit(pool, 0, 0)).isTrue();
    sequence.plan(prompt.length, true, pool);
    running.add(sequence);
    return sequence;
  }

  @Test
  void whoSharesSlotsIsSideBySide() {
    Sequence a = admit(1, 2, 3, 4);
    Sequence b = admit(7, 7, 7, 7);
    Sequence c = admit(1, 2, 3, 5);
    Sequence d = admit(7, 7, 7, 8);
    Sequence e = admit(1, 2, 9, 9);
    assertThat(running.list().subList(0, 3)).containsExactlyInAnyOrder(a, c, e);
    assertThat(running.list().subList(3, 5)).containsExactlyInAnyOrder(b, d);
    assertThat(running.list().get(1)).isNotSameAs(e);
  }

  @Test
  void whatNobodyElseHasIsHeldAlone() {
    Sequence a = admit(1, 2, 3, 4);
    Sequence b = admit(1, 2, 5);
    Sequence c = admit(7, 7);
    assertThat(running.heldAlone()).isEqualTo(Map.of(a, 2, b, 1, c, 2));
    running.remove(b);
    assertThat(running.heldAlone()).isEqualTo(Map.of(a, 4, c, 2));
  }

  @Property(tries = 1_000)
  void slotsAreComparedOneByOne(@ForAll long seed) {
    Random random = new Random(seed);
    List<Extent> one = extents(random);
    List<Extent> other = random.nextInt(3) == 0 ? extents(random) : cut(one, random);
    int[] first = slots(one);
    int[] second = slots(other);
    int mismatch = Arrays.mismatch(first, second);
    assertThat(Integer.signum(RunningOrder.compare(one, other)))
        .isEqualTo(Integer.signum(Arrays.compare(first, second)));
    assertThat(RunningOrder.compare(other, one)).isEqualTo(-RunningOrder.compare(one, other));
    assertThat(RunningOrder.common(one, other)).isEqualTo(mismatch < 0 ? first.length : mismatch);
  }

  /** Extents that do not touch, of a few slots. */
  private static List<Extent> extents(Random random) {
    List<Extent> extents = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      extents.add(new Extent(10 * random.nextInt(4), 1 + random.nextInt(4)));
    }
    return extents;
  }

  /** The beginning of other extents, which goes on elsewhere. */
  private static List<Extent> cut(List<Extent> extents, Random random) {
    List<Extent> cut = new ArrayList<>(extents.subList(0, random.nextInt(extents.size() + 1)));
    if (!cut.isEmpty() && random.nextBoolean()) {
      Extent last = cut.remove(cut.size() - 1);
      cut.add(new Extent(last.start(), 1 + random.nextInt(last.length())));
    }
    if (random.nextBoolean()) {
      cut.add(new Extent(50 + random.nextInt(3), 2));
    }
    return cut;
  }

  private static int[] slots(List<Extent> extents) {
    return extents.stream()
        .flatMapToInt(extent -> IntStream.range(extent.start(), extent.end()))
        .toArray();
  }
}
