package io.sglflink.runtime.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Random prompts that share prefixes: most begin as another one does, some are another one. */
final class PromptTree {

  private final List<int[]> prompts = new ArrayList<>();

  PromptTree(Random random, int count) {
    for (int i = 0; i < count; i++) {
      int[] base = prompts.isEmpty() ? new int[0] : prompts.get(random.nextInt(prompts.size()));
      int kept = random.nextInt(4) == 0 ? 0 : random.nextInt(base.length + 1);
      int more = random.nextInt(kept > 0 ? 12 : 30);
      int[] prompt = Arrays.copyOf(base, Math.max(1, kept + more));
      for (int position = kept; position < prompt.length; position++) {
        prompt[position] = random.nextInt(SlotModel.VOCABULARY);
      }
      prompts.add(prompt);
    }
    Collections.shuffle(prompts, random);
  }

  /** The prompts in any order. */
  List<int[]> list() {
    return prompts;
  }

  int longest() {
    return prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0);
  }

  /** Tokens on all edges of the tree: distinct beginnings of the prompts. */
  int edges() {
    Set<List<Integer>> beginnings = new HashSet<>();
    for (int[] prompt : prompts) {
      List<Integer> tokens = Arrays.stream(prompt).boxed().toList();
      for (int length = 1; length <= prompt.length; length++) {
        beginnings.add(tokens.subList(0, length));
      }
    }
    return beginnings.size();
  }

  /** Prompts that are the same as one before them. */
  int duplicates() {
    return prompts.size()
        - prompts.stream().map(Arrays::toString).collect(Collectors.toSet()).size();
  }
}
