package io.sglflink.runtime.kv;

import static io.sglflink.runtime.kv.ExtentAllocator.NOWHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExtentAllocatorTest {

  @Test
  void takesTheSmallestRunThatFits() {
    ExtentAllocator allocator = new ExtentAllocator(100);
    List<Extent> all = new ArrayList<>();
    for (int length : new int[] {30, 10, 20, 10, 30}) {
      all.addAll(allocator.allocate(length, NOWHERE));
    }
    allocator.free(all.get(0));
    allocator.free(all.get(2));

    assertThat(allocator.allocate(20, NOWHERE)).containsExactly(all.get(2));
  }

  @Test
  void coversADemandThatNoRunFitsWithSeveral() {
    ExtentAllocator allocator = new ExtentAllocator(30);
    List<Extent> thirds =
        List.of(
            allocator.allocate(10, NOWHERE).get(0),
            allocator.allocate(10, NOWHERE).get(0),
            allocator.allocate(10, NOWHERE).get(0));
    allocator.free(thirds.get(0));
    allocator.free(thirds.get(2));

    assertThat(allocator.allocate(15, NOWHERE))
        .containsExactly(new Extent(20, 10), new Extent(0, 5));
    assertThat(allocator.free()).isEqualTo(5);
  }

  @Test
  void goesOnAfterASlotAsFarAsItCanAndElsewhereWithTheRest() {
    ExtentAllocator allocator = new ExtentAllocator(40);
    allocator.allocate(10, NOWHERE);
    Extent gap = allocator.allocate(5, NOWHERE).get(0);
    allocator.allocate(10, NOWHERE);
    allocator.free(gap);

    assertThat(allocator.allocate(3, 10)).containsExactly(new Extent(10, 3));
    assertThat(allocator.allocate(4, 13)).containsExactly(new Extent(13, 2), new Extent(25, 2));
    assertThat(allocator.allocate(2, 15)).containsExactly(new Extent(27, 2));
    assertThat(allocator.longest()).isEqualTo(11);
  }

  @Test
  void joinsWhatIsFreedWithItsNeighbours() {
    ExtentAllocator allocator = new ExtentAllocator(30);
    Extent left = allocator.allocate(10, NOWHERE).get(0);
    Extent middle = allocator.allocate(10, NOWHERE).get(0);
    Extent right = allocator.allocate(10, NOWHERE).get(0);
    allocator.free(left);
    allocator.free(right);
    allocator.free(middle);

    assertThat(allocator.runs()).containsExactly(new Extent(0, 30));
  }

  @Test
  void refusesMoreThanIsFreeAndAnExtentFreedTwice() {
    ExtentAllocator allocator = new ExtentAllocator(10);
    Extent extent = allocator.allocate(4, NOWHERE).get(0);
    assertThatThrownBy(() -> allocator.allocate(7, NOWHERE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("wanted 7 slots, 6 are free");
    allocator.free(extent);
    assertThatThrownBy(() -> allocator.free(extent))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("freed twice");
  }

  @Property(tries = 50)
  void ownsEverySlotExactlyOnceAndNeverFailsForContiguity(@ForAll long seed) {
    int slots = 200;
    Random random = new Random(seed);
    ExtentAllocator allocator = new ExtentAllocator(slots);
    List<Extent> owned = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (!owned.isEmpty() && random.nextInt(3) == 0) {
        allocator.free(owned.remove(random.nextInt(owned.size())));
      } else if (allocator.free() > 0) {
        int wanted = 1 + random.nextInt(allocator.free());
        int after = owned.isEmpty() ? NOWHERE : owned.get(0).end();
        List<Extent> given = allocator.allocate(wanted, after);
        assertThat(Extent.total(given)).isEqualTo(wanted);
        owned.addAll(given);
      }
      BitSet seen = new BitSet(slots);
      List<Extent> all = new ArrayList<>(owned);
      all.addAll(allocator.runs());
      for (Extent extent : all) {
        assertThat(seen.get(extent.start(), extent.end()).isEmpty()).isTrue();
        seen.set(extent.start(), extent.end());
      }
      assertThat(seen.cardinality()).isEqualTo(slots);
      assertThat(allocator.free()).isEqualTo(Extent.total(allocator.runs()));
    }
  }
}
