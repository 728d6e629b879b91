package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.kv.KvPool;
import io.sglflink.runtime.kv.KvSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WaitingRequestsTest {

  private static final int PATIENCE = 5;

  private final KvPool pool = new KvPool(100, true, EvictionPolicy.LRU);
  private final WaitingRequests waiting = new WaitingRequests(pool, PATIENCE);

  @Test
  void whatBeginsAlikeIsServedTogetherAndTheOldestGroupFirst() {
    add(1, 2, 3);
    add(7, 8);
    add(1, 2, 4);
    add(7, 9);
    add(1, 5);
    assertThat(serveAll()).containsExactly("[1, 2, 3]", "[1, 2, 4]", "[1, 5]", "[7, 8]", "[7, 9]");
  }

  @Test
  void aPromptComesBeforeThoseThatExtendIt() {
    add(1, 2, 3, 4);
    add(1, 2);
    add(1, 2, 3);
    add(1, 2);
    assertThat(serveAll()).containsExactly("[1, 2]", "[1, 2]", "[1, 2, 3]", "[1, 2, 3, 4]");
  }

  @Test
  void itGoesOnInTheSubtreeItIsInAlsoWithThoseWhoComeLater() {
    add(1, 2, 3);
    add(7, 8);
    add(1, 2, 4);
    assertThat(serve()).isEqualTo("[1, 2, 3]");
    add(1, 2, 5);
    add(1, 2);
    assertThat(serveAll()).containsExactly("[1, 2]", "[1, 2, 4]", "[1, 2, 5]", "[7, 8]");
  }

  @Test
  void whoeverFindsMoreInTheCacheThanHisSiblingsShareComesBeforeThem() {
    int[] conversation = {7, 8, 9};
    KvSequence earlier = pool.admit(TestRequest.of(7).sequence().namespace(), conversation, 2, 3);
    pool.release(earlier, conversation, 3);
    add(1, 2);
    add(7, 8, 9, 4);
    add(1, 3);
    assertThat(serveAll()).containsExactly("[7, 8, 9, 4]", "[1, 2]", "[1, 3]");
  }

  @Test
  void aHigherPriorityComesFirst() {
    waiting.add(TestRequest.of(1, 2).serving("", 0, 0).sequence());
    waiting.add(TestRequest.of(1, 3).serving("", 2, 0).sequence());
    waiting.add(TestRequest.of(1, 4).serving("", -1, 0).sequence());
    waiting.add(TestRequest.of(7).serving("", 2, 0).sequence());
    assertThat(serveAll()).containsExactly("[1, 3]", "[7]", "[1, 2]", "[1, 4]");
  }

  @Test
  void tokensOfDifferentNamespacesAreNotAlike() {
    waiting.add(TestRequest.of(1, 2).serving("a", 0, 0).sequence());
    waiting.add(TestRequest.of(1, 3).serving("b", 0, 0).sequence());
    waiting.add(TestRequest.of(1, 4).serving("a", 0, 0).sequence());
    assertThat(serveAll()).containsExactly("[1, 2]", "[1, 4]", "[1, 3]");
  }

  @Test
  void withoutACacheTheyComeInTheOrderOfTheirTickets() {
    WaitingRequests plain = new WaitingRequests(new KvPool(9, false, EvictionPolicy.LRU), PATIENCE);
    Sequence first = TestRequest.of(1, 2).sequence();
    Sequence second = TestRequest.of(3).sequence();
    plain.add(first);
    plain.add(second);
    plain.add(TestRequest.of(1, 3).sequence());
    plain.remove(first);
    assertThat(plain.next()).isSameAs(second);
    plain.add(first);
    assertThat(plain.next()).isSameAs(first);
  }

  @Test
  void oneThatComesBackKeepsItsTicket() {
    Sequence first = add(1, 2);
    add(3, 4);
    waiting.remove(first);
    waiting.add(first);
    assertThat(first.ticket()).isZero();
    assertThat(waiting.list()).startsWith(first);
  }

  @Test
  void nobodyIsPassedOverMoreOftenThanTheBoundAllowsNotEvenForPriorities() {
    Sequence low = TestRequest.of(9).serving("", -1, 0).sequence();
    waiting.add(low);
    int passed = 0;
    for (add(1, 0); waiting.next() != low; add(1, passed)) {
      waiting.remove(waiting.next());
      passed++;
    }
    assertThat(passed).isEqualTo(PATIENCE + 2 * 2);
  }

  /** Requests come and go; how many younger ones were served before each is counted. */
  @Property(tries = 100)
  void theOldestIsWhoeverWasPassedOverMost(@ForAll long seed) {
    Random random = new Random(seed);
    WaitingRequests any = new WaitingRequests(pool, random.nextInt(20));
    Map<Sequence, Integer> passed = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      if (passed.isEmpty() || (passed.size() < 20 && random.nextBoolean())) {
        int[] prompt = random.ints(1 + random.nextInt(4), 0, 2).toArray();
        Sequence sequence = TestRequest.of(prompt).serving("", random.nextInt(2), 0).sequence();
        any.add(sequence);
        passed.put(sequence, 0);
      } else {
        Sequence next = any.next();
        any.remove(next);
        passed.remove(next);
        passed.replaceAll((other, n) -> other.ticket() < next.ticket() ? n + 1 : n);
      }
      if (!passed.isEmpty()) {
        assertThat(any.passed())
            .isEqualTo(passed.values().stream().mapToInt(n -> n).max().orElse(0));
        assertThat(any.passed()).isLessThanOrEqualTo(any.bound());
      }
    }
  }

  /** Each prompt computes what it does not share with the one before it. */
  @Property(tries = 200)
  void depthFirstOrderComputesEveryEdgeOnce(@ForAll long seed) {
    Random random = new Random(seed);
    WaitingRequests any = new WaitingRequests(pool, PATIENCE);
    PromptTree prompts = new PromptTree(random, 1 + random.nextInt(60));
    prompts.list().forEach(prompt -> any.add(TestRequest.of(prompt).sequence()));
    int[] before = {};
    int computed = 0;
    while (!any.isEmpty()) {
      Sequence next = any.next();
      any.remove(next);
      int[] prompt = next.request().prompt();
      int mismatch = Arrays.mismatch(before, prompt);
      computed += prompt.length - (mismatch < 0 ? prompt.length : mismatch);
      before = prompt;
    }
    assertThat(computed).isEqualTo(prompts.edges());
  }

  @Property(tries = 200)
  void whoeverIsTakenOutAnywhereIsGoneAndNobodyElse(@ForAll long seed) {
    Random random = new Random(seed);
    WaitingRequests any = new WaitingRequests(pool, random.nextInt(20));
    List<Sequence> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (expected.isEmpty() || random.nextInt(5) < 3) {
        int[] prompt = random.ints(1 + random.nextInt(8), 0, 2).toArray();
        Sequence sequence = TestRequest.of(prompt).serving("", random.nextInt(2), 0).sequence();
        any.add(sequence);
        expected.add(sequence);
      } else {
        Sequence gone =
            random.nextBoolean() ? any.next() : expected.get(random.nextInt(expected.size()));
        assertThat(expected.remove(gone)).isTrue();
        any.remove(gone);
        any.remove(gone);
      }
      assertThat(any.list()).containsExactlyElementsOf(expected);
      assertThat(any.size()).isEqualTo(expected.size());
    }
  }

  private Sequence add(int... prompt) {
    Sequence sequence = TestRequest.of(prompt).sequence();
    waiting.add(sequence);
    return sequence;
  }

  private String serve() {
    Sequence next = waiting.next();
    waiting.remove(next);
    return Arrays.toString(next.request().prompt());
  }

  private List<String> serveAll() {
    List<String> order = new ArrayList<>();
    while (!waiting.isEmpty()) {
      order.add(serve());
    }
    return order;
  }
}
