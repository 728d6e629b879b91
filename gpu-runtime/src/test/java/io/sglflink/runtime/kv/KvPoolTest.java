package io.sglflink.runtime.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
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
  void sharesWhatIsPublishedWhileItsOwnerRuns() {
    int[] tokens = sequence(1, 20);
    KvSequence owner = pool.admit("", tokens, 19, 30);
    List<Extent> slots = owner.extents();
    pool.publish(owner, tokens, 8);
    pool.publish(owner, tokens, 20);

    KvSequence other = pool.admit("", tokens, 19, 30);
    assertThat(other.cachedTokens()).isEqualTo(19);
    assertThat(other.extents().get(0)).isEqualTo(new Extent(slots.get(0).start(), 19));
    assertThat(owner.extents()).isEqualTo(slots);
    pool.checkIntegrity(List.of(owner, other));
  }

  @Test
  void keepsItsDuplicatesUntilItsReleaseSinceAPlannedStepMayWriteThem() {
    int[] tokens = {1, 2, 3, 4};
    KvSequence one = pool.admit("", tokens, 3, 6);
    KvSequence other = pool.admit("", tokens, 3, 6);
    List<Extent> slots = other.extents();
    pool.publish(one, tokens, 3);
    pool.publish(other, tokens, 4);
    assertThat(other.extents()).isEqualTo(slots);
    assertThat(pool.freeSlots()).isEqualTo(100 - 6 - 6);
    pool.checkIntegrity(List.of(one, other));

    pool.release(other, tokens, 4);
    assertThat(pool.freeSlots()).isEqualTo(100 - 6 - 1);
    assertThat(pool.cached("", tokens, 4)).isEqualTo(4);
    pool.checkIntegrity(List.of(one));
  }

  @Test
  void publishesAgainOnceNobodyElseHasItsDuplicates() {
    int[] tokens = {1, 2, 3, 4};
    KvSequence one = pool.admit("", tokens, 3, 4);
    KvSequence other = pool.admit("", tokens, 3, 4);
    pool.publish(one, tokens, 4);
    pool.release(one, tokens, 4);
    pool.publish(other, tokens, 4);
    assertThat(pool.cachedSlots() + pool.freeSlots()).isEqualTo(96);

    pool.flush();
    pool.publish(other, tokens, 4);
    assertThat(pool.cachedSlots()).isEqualTo(4);
    pool.checkIntegrity(List.of(other));
  }

  @Test
  void growsInPlaceWhereTheNextSlotsAreFree() {
    int[] tokens = sequence(1, 10);
    KvSequence sequence = pool.admit("", tokens, 9, 20);
    assertThat(pool.grow(sequence, 30)).isTrue();
    assertThat(sequence.extents()).containsExactly(new Extent(0, 50));

    KvSequence neighbour = pool.admit("", sequence(101, 10), 9, 20);
    assertThat(pool.grow(sequence, 30)).isTrue();
    assertThat(sequence.extents()).containsExactly(new Extent(0, 50), new Extent(70, 30));
    assertThat(sequence.capacity()).isEqualTo(80);
    assertThat(pool.grow(sequence, 1)).isFalse();
    pool.checkIntegrity(List.of(sequence, neighbour));
  }

  @Test
  void evictsToGrow() {
    int[] idle = sequence(1, 60);
    pool.release(pool.admit("", idle, 59, 60), idle, 60);
    KvSequence sequence = pool.admit("", sequence(101, 10), 9, 40);

    assertThat(pool.grow(sequence, 10)).isTrue();
    assertThat(pool.cached("", idle, 60)).isEqualTo(50);
    pool.checkIntegrity(List.of(sequence));
  }

  @Test
  void sharesWithinANamespaceOnly() {
    int[] tokens = {1, 2, 3};
    pool.release(pool.admit("tenant", tokens, 2, 3), tokens, 3);

    assertThat(pool.cached("tenant", tokens, 3)).isEqualTo(3);
    assertThat(pool.cached("other", tokens, 3)).isZero();
    assertThat(pool.admit("other", tokens, 2, 3).cachedTokens()).isZero();
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

    KvSequence fresh = pool.admit("", sequence(301, 30), 29, 30);
    assertThat(fresh).isNotNull();
    assertThat(pool.cached("", used, 30)).isEqualTo(30);
    assertThat(pool.cached("", held, 30)).isEqualTo(30);
    assertThat(pool.cached("", old, 30)).isLessThan(10);
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

  @Test
  void refusesMoreTokensThanASequenceHasSlots() {
    int[] tokens = {1, 2, 3};
    KvSequence sequence = pool.admit("", tokens, 2, 2);

    assertThatThrownBy(() -> pool.publish(sequence, tokens, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sequence of 2 slots cannot have 3 tokens");
  }

  @Test
  void integrityNamesTheSlotThatIsLostOrOwnedTwice() {
    int[] tokens = {1, 2, 3};
    KvSequence sequence = pool.admit("", tokens, 2, 3);
    assertThatThrownBy(() -> pool.checkIntegrity(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("slot 0 is lost: 97 of 100 are free, cached or owned");
    assertThatThrownBy(() -> pool.checkIntegrity(List.of(sequence, sequence)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("slot 0 is owned twice");

    pool.publish(sequence, tokens, 3);
    assertThatThrownBy(() -> pool.checkIntegrity(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the root of namespace \"\" has 1 locks, 0 requests hold it");
    pool.checkIntegrity(List.of(sequence));
  }

  private static int[] sequence(int from, int length) {
    return IntStream.range(from, from + length).toArray();
  }
}
