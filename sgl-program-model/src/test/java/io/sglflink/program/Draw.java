package io.sglflink.program;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Draws from a source of random numbers. */
record Draw(Random random) {

  static final List<String> TEXTS =
      List.of("", "a", "问题:", "\n", "\"quoted\\\"", "🙂 emoji", "\u0000", "/~0~1/", "tail ");
  static final List<String> NAMES = List.of("answer", "回答", "a/b", "x~y", "Ünïcode", "with space");

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in {@code times}. */
  boolean once(int times) {
    return random.nextInt(times) == 0;
  }

  boolean coin() {
    return random.nextBoolean();
  }

  <T> T maybe(Supplier<T> value) {
    return coin() ? null : value.get();
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  String text() {
    return oneOf(TEXTS);
  }

  String name() {
    return oneOf(NAMES);
  }
}
