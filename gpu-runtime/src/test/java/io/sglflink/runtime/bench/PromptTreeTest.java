package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.engine.TokenRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PromptTreeTest {

  private static final int[] NOTHING = {};

  private static PromptTree tree(Call... calls) {
    PromptTree tree = new PromptTree();
    for (Call call : calls) {
      tree.add(call, new int[call.output()]);
    }
    return tree;
  }

  private static Call generate(int output, int... prompt) {
    return Call.generate(prompt, output);
  }

  @Test
  void aSharedPrefixCountsOnce() {
    PromptTree tree = tree(generate(3, 1, 2, 3, 4), generate(3, 1, 2, 3, 5, 6));
    assertThat(tree.prefill()).isEqualTo(3 + 1 + 2);
    // The position of each computed token, from 1.
    assertThat(tree.prefillPairs()).isEqualTo(1 + 2 + 3 + 4 + 4 + 5);
  }

  @Test
  void theLastTokenOfEveryPromptIsComputed() {
    assertThat(tree(generate(1, 1, 2, 3), generate(1, 1, 2, 3)).prefill()).isEqualTo(3 + 1);
    assertThat(tree(generate(0, 1, 2, 3), generate(0, 1, 2, 3)).prefill()).isEqualTo(3);
  }

  @Test
  void scoredTokensAndTheOneBeforeThemAreComputed() {
    Call first = Call.score(new int[] {1, 2, 3, 8, 8}, 3);
    Call second = Call.score(new int[] {1, 2, 3, 9}, 3);
    assertThat(tree(first, second).prefill()).isEqualTo(5 + 2);
  }

  @Test
  void outputIsNoPromptToComputeButItsLastToken() {
    PromptTree tree = new PromptTree();
    tree.add(generate(3, 1, 2), new int[] {5, 6, 7});
    tree.add(generate(1, 1, 2, 5, 6, 7, 3), new int[] {4});
    assertThat(tree.prefill()).isEqualTo(2 + 2);
  }

  @Test
  void decodeRowsReadWhatIsBeforeThem() {
    PromptTree tree = tree(generate(3, 1, 2, 3, 4), generate(2, 1, 2, 3, 5, 6), generate(0, 1));
    assertThat(tree.reads()).isEqualTo((2 * 4 + 1 + 2) + (1 * 5 + 1));
    assertThat(tree.readsOfTree()).isEqualTo(2 * 3 + 2 * 1 + (1 + 2) + 1 * 2 + 1);
    assertThat(tree.mostRows()).isEqualTo(2);
  }

  /** Straight from the definition, token by token. */
  private static long optimum(List<Call> calls, List<int[]> outputs) {
    Map<List<Integer>, Integer> forced = new HashMap<>();
    Set<List<Integer>> decoded = new HashSet<>();
    for (int i = 0; i < calls.size(); i++) {
      List<Integer> path = new ArrayList<>();
      for (int token : calls.get(i).prompt()) {
        path.add(token);
        int own = path.size() > calls.get(i).reusable() ? 1 : 0;
        forced.merge(List.copyOf(path), own, Integer::sum);
      }
      for (int k = 0; k < outputs.get(i).length - 1; k++) {
        path.add(outputs.get(i)[k]);
        decoded.add(List.copyOf(path));
      }
    }
    return forced.entrySet().stream()
        .mapToLong(token -> Math.max(decoded.contains(token.getKey()) ? 0 : 1, token.getValue()))
        .sum();
  }

  @Property(tries = 300)
  void theOptimumIsThatOfTheDefinitionInAnyOrder(@ForAll Random random) {
    List<Call> calls = new ArrayList<>();
    List<int[]> outputs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int[] prompt = random.ints(1 + random.nextInt(6), 0, 2).toArray();
      int output = random.nextInt(4);
      boolean scores = prompt.length > 1 && random.nextInt(3) == 0;
      int from = scores ? 1 + random.nextInt(prompt.length - 1) : TokenRequest.SCORE_NOTHING;
      calls.add(new Call("/", prompt, output, null, from, drawn -> List.of()));
      outputs.add(output == 0 ? NOTHING : random.ints(output, 0, 2).toArray());
    }
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
    Collections.shuffle(order, random);
    PromptTree tree = new PromptTree();
    order.forEach(i -> tree.add(calls.get(i), outputs.get(i)));
    assertThat(tree.prefill()).isEqualTo(optimum(calls, outputs));
    assertThat(tree.readsOfTree()).isLessThanOrEqualTo(tree.reads());
    assertThat(tree.mostRows())
        .isEqualTo(outputs.stream().mapToInt(o -> Math.max(0, o.length - 1)).max().orElse(0));
    assertThat(tree.prefill())
        .isLessThanOrEqualTo(calls.stream().mapToLong(call -> call.prompt().length).sum())
        .isGreaterThanOrEqualTo(
            calls.stream().mapToLong(call -> call.prompt().length - call.reusable()).sum());
  }
}
