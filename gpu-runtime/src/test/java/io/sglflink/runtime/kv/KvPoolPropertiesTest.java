package io.sglflink.runtime.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random requests over an alphabet of two tokens, so that prefixes collide all the time. A shadow
 * of the pool knows what was written to each slot: the namespace and all tokens up to its own,
 * which is what keys and values depend on.
 */
class KvPoolPropertiesTest {

  private static final List<String> POLICIES = List.of("lru", "lfu", "fifo", "mru", "filo", "slru");

  /** A running request: what of it is planned grows up to its tokens. */
  private static final class Request {
    final String namespace;
    final int[] tokens;
    final KvSequence kv;
    int planned;

    Request(String namespace, int[] tokens, KvSequence kv) {
      this.namespace = namespace;
      this.tokens = tokens;
      this.kv = kv;
      this.planned = kv.cachedTokens();
    }
  }

  private final List<Request> live = new ArrayList<>();
  private Random random;
  private KvPool pool;
  private int[] written;

  @Property(tries = 60)
  void everySlotHasOneOwnerAndHoldsWhatItsOwnersExpect(@ForAll long seed) {
    start(seed, 60, 60, true);
    for (int i = 0; i < 300; i++) {
      turn();
      pool.checkIntegrity(live.stream().map(request -> request.kv).toList());
    }
    while (!live.isEmpty()) {
      release(live.remove(0));
    }
    pool.flush();
    assertThat(pool.freeSlots()).isEqualTo(pool.slots());
    pool.checkIntegrity(List.of());
  }

  @Property(tries = 20)
  void withoutReuseNothingIsEverCached(@ForAll long seed) {
    start(seed, 60, 60, false);
    for (int i = 0; i < 200; i++) {
      turn();
      assertThat(pool.cachedSlots()).isZero();
      pool.checkIntegrity(live.stream().map(request -> request.kv).toList());
    }
    assertThat(live).allMatch(request -> request.kv.cachedTokens() == 0);
  }

  @Property(tries = 20)
  void whereThereIsRoomExactlyTheLongestCommonPrefixIsCached(@ForAll long seed) {
    start(seed, 20_000, 1, true);
    List<Request> ended = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String namespace = namespace();
      int[] tokens = tokens();
      int expected = 0;
      for (Request other : ended) {
        int mismatch = Arrays.mismatch(other.tokens, tokens);
        int common = mismatch < 0 ? tokens.length : mismatch;
        expected = Math.max(expected, other.namespace.equals(namespace) ? common : 0);
      }
      assertThat(pool.cached(namespace, tokens, tokens.length)).isEqualTo(expected);
      Request request =
          new Request(
              namespace, tokens, pool.admit(namespace, tokens, tokens.length, tokens.length));
      assertThat(request.kv.cachedTokens()).isEqualTo(expected);
      request.planned = tokens.length;
      pool.release(request.kv, tokens, tokens.length);
      ended.add(request);
    }
  }

  private void start(long seed, int least, int spread, boolean reuse) {
    random = new Random(seed);
    live.clear();
    EvictionPolicy policy = EvictionPolicy.of(POLICIES.get(random.nextInt(POLICIES.size())));
    pool = new KvPool(least + random.nextInt(spread), reuse, policy);
    written = new int[pool.slots()];
  }

  private void turn() {
    int choice = random.nextInt(20);
    if (choice == 0) {
      int held = pool.slots() - pool.availableSlots();
      pool.flush();
      assertThat(pool.freeSlots()).isEqualTo(pool.slots() - held);
    } else if (live.isEmpty() || choice < 8) {
      admit();
    } else if (choice < 14) {
      plan(live.get(random.nextInt(live.size())));
    } else if (choice < 17) {
      grow(live.get(random.nextInt(live.size())));
    } else {
      release(live.remove(random.nextInt(live.size())));
    }
  }

  private void admit() {
    String namespace = namespace();
    int[] tokens = tokens();
    int reusable = random.nextInt(tokens.length + 1);
    int capacity = reusable + random.nextInt(tokens.length + 4);
    int cached = pool.cached(namespace, tokens, reusable);
    int available = pool.availableSlots();
    KvSequence kv = pool.admit(namespace, tokens, reusable, capacity);
    if (kv == null) {
      assertThat(pool.availableSlots()).isEqualTo(available).isLessThan(capacity);
      return;
    }
    assertThat(kv.cachedTokens()).isEqualTo(cached);
    assertThat(kv.capacity()).isEqualTo(capacity);
    live.add(new Request(namespace, tokens, kv));
  }

  /** Plans some more tokens, which writes their slots, and mostly publishes them. */
  private void plan(Request request) {
    verify(request);
    int end = Math.min(request.tokens.length, request.kv.capacity());
    int planned = request.planned + random.nextInt(end - request.planned + 1);
    int[] slots = slots(request.kv);
    for (int i = request.planned; i < planned; i++) {
      written[slots[i]] = content(request, i);
    }
    request.planned = planned;
    if (random.nextInt(4) > 0) {
      pool.publish(request.kv, request.tokens, planned);
    }
    assertThat(slots(request.kv)).isEqualTo(slots);
  }

  private void grow(Request request) {
    int[] before = slots(request.kv);
    int more = 1 + random.nextInt(8);
    boolean grown = pool.grow(request.kv, more);
    int[] after = slots(request.kv);
    assertThat(after).hasSize(before.length + (grown ? more : 0));
    assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
  }

  private void release(Request request) {
    verify(request);
    pool.release(request.kv, request.tokens, request.planned);
  }

  private void verify(Request request) {
    int[] slots = slots(request.kv);
    for (int i = 0; i < request.planned; i++) {
      assertThat(written[slots[i]]).isEqualTo(content(request, i));
    }
  }

  private static int content(Request request, int position) {
    return 31 * Arrays.hashCode(Arrays.copyOf(request.tokens, position + 1))
        + request.namespace.hashCode();
  }

  private String namespace() {
    return random.nextInt(4) == 0 ? "other" : "";
  }

  private int[] tokens() {
    return random.ints(1 + random.nextInt(24), 0, 2).toArray();
  }

  private static int[] slots(KvSequence sequence) {
    return sequence.extents().stream()
        .flatMapToInt(extent -> IntStream.range(extent.start(), extent.end()))
        .toArray();
  }
}
