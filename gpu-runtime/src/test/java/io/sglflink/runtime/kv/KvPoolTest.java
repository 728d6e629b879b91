package io.sglflink.runtime.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KvPoolTest {

  private final KvPool pool = new KvPool(100, true, EvictionPolicy.LRU);

  @Test
  void reusesTheTokensOfAFinishedRequest() {
    int[] tokens = {1, 2, 3, 4, 5};
    KvSequence first = pool.admit("", tokens, 4, 8);
    List<Extent> slots = first.extents();
    pool.release(first, tokens, 5);

    KvSequence second = pool.admit("", new int[] {1, 2, 3, 9}, 3, 10);
    assertThat(second.cachedTokens()).isEqualTo(3);
    assertThat(second.extents().get(0).start()).isEqualTo(slots.get(0).start());
    pool.checkIntegrity(List.of(second));
  }

  @Test
  void neverReusesMoreThanTheCallerAllows() {
    int[] tokens = {1, 2, 3};
    pool.release(pool.admit("", tokens, 2, 3), tokens, 3);

    assertThat(pool.admit("", tokens, 2, 3).cachedTokens()).isEqualTo(2);
    assertThat(pool.admit("", tokens, 0, 3).cachedTokens()).isZero();
  }

  @Test
  void givesUpDuplicatesWhenAPromptIsPublishedThatIsCachedByThen() {
    int[] tokens = {1, 2, 3, 4};
    KvSequence one = pool.admit("", tokens, 3, 6);
    KvSequence other = pool.admit("", tokens, 3, 6);
    pool.publish(one, tokens, 4);
    pool.publish(other, tokens, 4);

    assertThat(Extent.slice(other.extents(), 0, 4)).isEqualTo(Extent.slice(one.extents(), 0, 4));
    assertThat(pool.freeSlots()).isEqualTo(100 - 4 - 2 - 2);
    pool.checkIntegrity(List.of(one, other));
  }

  @Test
  void evictsTheLeastRecentlyUsedLeafAndNothingThatIsHeld() {
    int[] old = sequence(1, 30);
    int[] used = sequence(101, 30);
    int[] held = sequence(201, 30);
    pool.release(pool.admit("", old, 29, 30), old, 30);
    pool.release(pool.admit("", used, 29, 30), used, 30);
    KvSequence holder = pool.admit("", held, 29, 30);
    pool.publish(holder, held, 30);
    pool.release(pool.admit("", used, 29, 30), used, 30);

    KvSequence fresh = pool.admit("", sequence(301, 35), 34, 35);
    assertThat(fresh).isNotNull();
    assertThat(cached(used)).isEqualTo(29);
    assertThat(cached(held)).isEqualTo(29);
    // Last, since asking for what is gone makes room for it.
    assertThat(cached(old)).isZero();
  }

  @Test
  void refusesARequestThatDoesNotFitAndLeavesEverythingAsItWas() {
    KvSequence big = pool.admit("", sequence(1, 60), 59, 60);
    assertThat(pool.admit("", sequence(101, 50), 49, 50)).isNull();
    assertThat(pool.freeSlots()).isEqualTo(40);
    pool.checkIntegrity(List.of(big));
  }

  @Test
  void cachesNothingWhenReuseIsOff() {
    KvPool plain = new KvPool(100, false, EvictionPolicy.LRU);
    int[] tokens = {1, 2, 3};
    plain.release(plain.admit("", tokens, 2, 3), tokens, 3);

    assertThat(plain.cachedSlots()).isZero();
    assertThat(plain.freeSlots()).isEqualTo(100);
    assertThat(plain.admit("", tokens, 2, 3).cachedTokens()).isZero();
  }

  @Test
  void flushFreesWhatNobodyHolds() {
    int[] idle = {1, 2, 3};
    int[] held = {4, 5, 6};
    pool.release(pool.admit("", idle, 2, 3), idle, 3);
    KvSequence holder = pool.admit("", held, 2, 3);
    pool.publish(holder, held, 3);
    pool.flush();

    assertThat(pool.cachedSlots()).isEqualTo(3);
    pool.checkIntegrity(List.of(holder));
  }

  /**
   * Random requests over a small alphabet, so that prefixes collide all the time. A shadow of the
   * pool knows which token was written to which slot.
   */
  @Property(tries = 100)
  void everySlotHasOneOwnerAndHoldsTheTokenThatItsOwnersExpect(@ForAll long seed) {
    Random random = new Random(seed);
    int slots = 60 + random.nextInt(60);
    KvPool shared = new KvPool(slots, true, EvictionPolicy.LRU);
    int[] written = new int[slots];
    Map<KvSequence, int[]> live = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      List<KvSequence> open = new ArrayList<>(live.keySet());
      if (open.isEmpty() || random.nextInt(3) > 0) {
        int[] tokens = random.ints(1 + random.nextInt(24), 0, 2).toArray();
        KvSequence sequence =
            shared.admit("", tokens, tokens.length - 1, tokens.length + random.nextInt(8));
        if (sequence != null) {
          live.put(sequence, tokens);
          verify(sequence, tokens, sequence.cachedTokens(), written);
          write(sequence, tokens, written);
          if (random.nextBoolean()) {
            shared.publish(sequence, tokens, tokens.length);
          }
        }
      } else {
        KvSequence sequence = open.get(random.nextInt(open.size()));
        int[] tokens = live.remove(sequence);
        verify(sequence, tokens, tokens.length, written);
        shared.release(sequence, tokens, random.nextInt(tokens.length + 1));
      }
      shared.checkIntegrity(live.keySet());
    }
  }

  private int cached(int[] tokens) {
    KvSequence probe = pool.admit("", tokens, tokens.length - 1, tokens.length - 1);
    int cached = probe == null ? 0 : probe.cachedTokens();
    if (probe != null) {
      pool.release(probe, tokens, 0);
    }
    return cached;
  }

  private static int[] sequence(int from, int length) {
    return IntStream.range(from, from + length).toArray();
  }

  private static void write(KvSequence sequence, int[] tokens, int[] written) {
    int[] slots = slots(sequence);
    for (int i = sequence.cachedTokens(); i < tokens.length; i++) {
      written[slots[i]] = tokens[i];
    }
  }

  private static void verify(KvSequence sequence, int[] tokens, int length, int[] written) {
    int[] slots = slots(sequence);
    int[] found = Arrays.stream(slots, 0, length).map(slot -> written[slot]).toArray();
    assertThat(found).isEqualTo(Arrays.copyOf(tokens, length));
  }

  private static int[] slots(KvSequence sequence) {
    return sequence.extents().stream()
        .flatMapToInt(extent -> IntStream.range(extent.start(), extent.end()))
        .toArray();
  }
}
