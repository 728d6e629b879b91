package io.sglflink.runtime.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of 100 to 1,023 prompt tokens and as many output tokens keep 85 to 95 percent of a pool
 * busy. Each is admitted with slots for the average output and grows by 64 slots.
 */
class FragmentationTest {

  private static final int SLOTS = 32_768;
  private static final int OUTPUT = 562;
  private static final int GROWTH = 64;

  private final Random random = new Random(1);
  private final List<Request> running = new ArrayList<>();
  private KvPool pool;
  private int refused;
  private long samples;
  private long extents;

  private static final class Request {
    int[] tokens;
    int length;
    KvSequence kv;
  }

  /** With reuse, half of the requests begin with one of four prefixes, and the rest is cached. */
  @ParameterizedTest
  @CsvSource({"false, 0.95, 2.5", "true, 0.95, 4", "true, 0.85, 4.5"})
  void noRequestFailsForWantOfContiguityAndExtentsAreFew(boolean reuse, double use, double bound) {
    pool = new KvPool(SLOTS, reuse, EvictionPolicy.LRU);
    for (int step = 0; step < 6000; step++) {
      while (admit(use)) {}
      decode();
      if (step > 1000 && step % 10 == 0) {
        samples += running.size();
        running.forEach(request -> extents += request.kv.extents().size());
      }
    }
    pool.checkIntegrity(running.stream().map(request -> request.kv).toList());
    assertThat(refused).isZero();
    double mean = (double) extents / samples;
    assertThat(mean).as("mean extents per running request").isBetween(1.0, bound);
  }

  private boolean admit(double use) {
    int prompt = 100 + random.nextInt(924);
    int available = pool.availableSlots();
    if (available - prompt - OUTPUT < SLOTS * (1 - use)) {
      return false;
    }
    Request request = new Request();
    request.tokens = new int[prompt + 100 + random.nextInt(924)];
    Arrays.setAll(request.tokens, i -> i < 99 ? random.nextInt() : i);
    if (random.nextBoolean()) {
      Arrays.fill(request.tokens, 0, 99, random.nextInt(4));
    }
    request.length = prompt;
    request.kv = pool.admit("", request.tokens, prompt - 1, prompt + OUTPUT);
    if (request.kv == null) {
      refused++;
      return false;
    }
    pool.publish(request.kv, request.tokens, prompt);
    running.add(request);
    return true;
  }

  private void decode() {
    for (Iterator<Request> all = running.iterator(); all.hasNext(); ) {
      Request request = all.next();
      if (request.length == request.tokens.length) {
        pool.release(request.kv, request.tokens, request.length);
        all.remove();
      } else {
        boolean full = request.length == request.kv.capacity();
        refused += full && !pool.grow(request.kv, GROWTH) ? 1 : 0;
        request.length++;
      }
    }
  }
}
