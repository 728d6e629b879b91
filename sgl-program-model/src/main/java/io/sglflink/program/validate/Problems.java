package io.sglflink.program.validate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Collects problems. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();

  void add(String pointer, ProblemCode code, String message) {
    found.add(new Problem(pointer, code, message));
  }

  void add(Problems others) {
    found.addAll(others.found);
  }

  List<Problem> list() {
    return Collections.unmodifiableList(found);
  }

  /** Checks a count or a length against a limit. */
  void limit(String pointer, String thing, long size, int limit, String wayOut) {
    if (size > limit) {
      add(
          pointer,
          ProblemCode.TOO_LARGE,
          String.format(Locale.ROOT, "%s: %,d, the limit is %,d: %s", thing, size, limit, wayOut));
    }
  }
}
