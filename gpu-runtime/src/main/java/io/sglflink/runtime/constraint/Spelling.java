package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** Finds out whether a vocabulary that lacks some bytes can write a text of a constraint. */
final class Spelling {

  /** States from which tokens are tried. */
  private static final int MOST_STATES = 1_000;

  private Spelling() {}

  /** False only where {@code vocabulary} surely cannot. */
  static boolean isPossible(TokenVocabulary vocabulary, ByteState start) {
    if (vocabulary.writesEveryText()) {
      return true;
    }
    Set<ByteState> seen = new HashSet<>(Set.of(start));
    PriorityQueue<ByteState> open =
        new PriorityQueue<>(Comparator.comparingInt(ByteState::shortest));
    open.add(start);
    for (int tried = 0; tried < MOST_STATES && !open.isEmpty(); tried++) {
      ByteState state = open.remove();
      if (state.accepting()) {
        return true;
      }
      state.refill();
      vocabulary
          .trie()
          .follow(
              state,
              (tokens, from, until, after) -> {
                if (seen.add(after)) {
                  open.add(after);
                }
              });
    }
    return !open.isEmpty();
  }
}
