package io.sglflink.operators.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlotChooserTest {

  private static final int GROUPS = 128;
  private static final int HEADER_BLOCKS = 64;

  @Property(tries = 20)
  void loadsStayWithinTheBound(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 32) int slots,
      @ForAll @IntRange(min = 1, max = 200) int prefixes) {
    SlotChooser chooser = chooser(slots);
    Random random = new Random(seed);
    for (int i = 0; i < 400 * slots; i++) {
      chooser.keyGroup(prompt(random.nextInt(prefixes), random.nextLong()), 64);
    }
    double mean = chooser.loads().mean();
    for (int slot = 0; slot < slots; slot++) {
      // Leaving a slot costs a cold prefix its tokens, and a few outputs, at most.
      double most = mean * 1.25 + HEADER_BLOCKS * 16 + 64;
      assertThat(chooser.loads().load(slot)).isLessThan(most);
    }
  }

  @Test
  void aColdPrefixHasOneSlot() {
    int slots = 8;
    SlotChooser chooser = chooser(slots);
    Random random = new Random(1);
    Map<Integer, Set<Integer>> seen = new HashMap<>();
    SlotGroups groups = new SlotGroups(GROUPS, slots);
    for (int i = 0; i < 20_000; i++) {
      int prefix = random.nextInt(400);
      int group = chooser.keyGroup(prompt(prefix, random.nextLong()), 64);
      seen.computeIfAbsent(prefix, key -> new TreeSet<>()).add(groups.slot(group));
    }
    double mean = seen.values().stream().mapToInt(Set::size).average().orElseThrow();
    assertThat(mean).isLessThan(1.2);
  }

  @Test
  void aHotPrefixHasTheSlotsThatItsHeatNeeds() {
    int slots = 16;
    SlotChooser chooser = chooser(slots);
    Random random = new Random(1);
    SlotGroups groups = new SlotGroups(GROUPS, slots);
    Set<Integer> seen = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      int prefix = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(300);
      int slot = groups.slot(chooser.keyGroup(prompt(prefix, random.nextLong()), 64));
      if (prefix == 0) {
        seen.add(slot);
      }
    }
    // A quarter of the work is that of four slots. More do no harm: a copy is paid once.
    assertThat(seen).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void thePromptsAloneDecide() {
    assertThat(routes(new Random(7))).isEqualTo(routes(new Random(7)));
  }

  @Test
  void sendersThatDoNotKnowOfEachOtherAgree() {
    int slots = 8;
    SlotGroups groups = new SlotGroups(GROUPS, slots);
    SlotChooser one = chooser(slots);
    SlotChooser other = chooser(slots);
    Random random = new Random(3);
    int same = 0;
    for (int i = 0; i < 20_000; i++) {
      int prefix = random.nextInt(100);
      int slot = groups.slot(one.keyGroup(prompt(prefix, random.nextLong()), 64));
      other.keyGroup(prompt(random.nextInt(100), random.nextLong()), 64);
      int there = groups.slot(other.keyGroup(prompt(prefix, random.nextLong()), 64));
      same += i >= 10_000 && slot == there ? 1 : 0;
    }
    // Chance alone would have them agree in an eighth of 10,000.
    assertThat(same).isGreaterThan(3_500);
  }

  private static List<Integer> routes(Random random) {
    SlotChooser chooser = chooser(4);
    List<Integer> routes = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      routes.add(chooser.keyGroup(prompt(random.nextInt(20), random.nextLong()), 64));
    }
    return routes;
  }

  private static SlotChooser chooser(int slots) {
    return new SlotChooser(new SlotGroups(GROUPS, slots), new PrefixTree(1 << 14, 1 << 18));
  }

  private static PromptPrefix prompt(int prefix, long tail) {
    long[] hashes = new long[HEADER_BLOCKS + 2];
    Arrays.setAll(hashes, block -> Mix.avalanche(prefix * 1_000_003L + block + 1));
    hashes[HEADER_BLOCKS] = Mix.avalanche(tail);
    hashes[HEADER_BLOCKS + 1] = Mix.avalanche(tail + 1);
    return PromptPrefix.ofHashes(hashes);
  }
}
