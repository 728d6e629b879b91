package io.sglflink.runtime.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvictionPolicyTest {

  /** Tokens, each of which is cached on its own and then used again. */
  private static final int[] CACHED = {1, 2, 3, 4};

  private static final int[] USED_AGAIN = {2, 1, 2, 3, 3, 3, 1};

  @ParameterizedTest
  @CsvSource({
    "lru, 4 2 3 1", // not used again, then by last use
    "mru, 1 3 2 4",
    "lfu, 4 2 1 3", // 1, 3, 3 and 4 uses; of the two with 3, 2 was used less recently
    "fifo, 1 2 3 4",
    "filo, 4 3 2 1",
    "slru, 4 2 3 1", // only 4 was never used again
  })
  void evictsInItsOrder(String name, String order) {
    KvPool pool = new KvPool(100, true, EvictionPolicy.of(name));
    Arrays.stream(CACHED).forEach(token -> use(pool, token));
    Arrays.stream(USED_AGAIN).forEach(token -> use(pool, token));

    assertThat(evicted(pool)).isEqualTo(order);
    pool.checkIntegrity(List.of());
  }

  @Test
  void slruKeepsWhatWasUsedTwiceLongerThanWhatWasUsedLater() {
    KvPool pool = new KvPool(100, true, EvictionPolicy.of("slru"));
    for (int token : new int[] {1, 1, 2, 3, 4}) {
      use(pool, token);
    }

    assertThat(evicted(pool)).isEqualTo("2 3 4 1");
  }

  @Test
  void askingWhatIsCachedAndARefusalAreNoUse() {
    KvPool pool = new KvPool(100, true, EvictionPolicy.LRU);
    Arrays.stream(CACHED).forEach(token -> use(pool, token));
    assertThat(pool.cached("", tokens(1), 10)).isEqualTo(10);
    assertThat(pool.admit("", tokens(1), 10, 101)).isNull();

    assertThat(evicted(pool)).isEqualTo("1 2 3 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"priority", "LRU", ""})
  void refusesOtherNamesWithThoseThatThereAre(String name) {
    assertThatThrownBy(() -> EvictionPolicy.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no eviction policy \"%s\": give lru, lfu, fifo, mru, filo or slru", name);
  }

  private static void use(KvPool pool, int token) {
    int[] tokens = tokens(token);
    pool.release(pool.admit("", tokens, 10, 10), tokens, 10);
  }

  private static String evicted(KvPool pool) {
    List<String> order = new ArrayList<>();
    while (pool.cachedSlots() > 0) {
      KvSequence filler = pool.admit("", new int[] {9}, 0, pool.freeSlots() + 1);
      for (int token : CACHED) {
        if (pool.cached("", tokens(token), 10) == 0 && !order.contains("" + token)) {
          order.add("" + token);
        }
      }
      pool.release(filler, new int[] {9}, 0);
    }
    return String.join(" ", order);
  }

  private static int[] tokens(int token) {
    int[] tokens = new int[10];
    Arrays.fill(tokens, token);
    return tokens;
  }
}
