package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What requests the scenarios make, on a model whose output is always 7. */
class ScenarioTest {

  private static List<Call> play(Scenario scenario) {
    Queue<Call> open = new ArrayDeque<>(scenario.start(new Prompts(100, 3)));
    List<Call> all = new ArrayList<>();
    while (!open.isEmpty()) {
      Call call = open.remove();
      all.add(call);
      open.addAll(call.then().apply(output(call)));
    }
    long held = all.stream().mapToLong(call -> call.prompt().length + call.output()).sum();
    boolean oneWave = all.stream().allMatch(call -> call.then().apply(output(call)).isEmpty());
    assertThat(scenario.slots()).isGreaterThanOrEqualTo(oneWave ? held : 1);
    return all;
  }

  private static int[] output(Call call) {
    return IntStream.generate(() -> 7).limit(call.output()).toArray();
  }

  private static int common(Call one, Call other) {
    return Arrays.mismatch(one.prompt(), other.prompt());
  }

  @Test
  void decodeHasPromptsThatBeginAlike() {
    List<Call> calls = play(SharedPrefix.decode(5, 40, 30, 4));
    assertThat(calls).hasSize(5).allMatch(call -> call.prompt().length == 40);
    assertThat(calls).allMatch(call -> call.output() == 4);
    assertThat(common(calls.get(0), calls.get(4))).isBetween(30, 33);
  }

  @Test
  void prefillSharesNothingAndDrawsNothing() {
    List<Call> calls = play(SharedPrefix.prefill(3, 50));
    assertThat(calls).hasSize(3).allMatch(call -> call.output() == 0);
    assertThat(common(calls.get(0), calls.get(1))).isLessThan(5);
  }

  @Test
  void groupsShareWithinThemselves() {
    List<Call> calls = play(new SharedPrefix("schedule", 2, 6, 20, 10, 1));
    assertThat(common(calls.get(0), calls.get(2))).isGreaterThanOrEqualTo(20);
    assertThat(common(calls.get(0), calls.get(1))).isLessThan(20);
  }

  @Test
  void everyTurnBeginsWithTheTurnBeforeAndItsAnswer() {
    List<Call> calls = play(new MultiTurn(1, 3, new Range(5, 9), new Range(2, 4)));
    assertThat(calls).extracting(Call::step).containsExactly("/turn/1", "/turn/2", "/turn/3");
    for (int i = 1; i < 3; i++) {
      int[] before = Prompts.join(calls.get(i - 1).prompt(), output(calls.get(i - 1)));
      assertThat(calls.get(i).prompt()).startsWith(before);
      assertThat(calls.get(i).prompt().length - before.length).isBetween(5, 9);
    }
  }

  @Test
  void aConversationIsTheSameWhicheverIsFasterBesideIt() {
    MultiTurn scenario = new MultiTurn(2, 2, new Range(5, 9), new Range(2, 4));
    List<Call> one = scenario.start(new Prompts(100, 3));
    List<Call> other = scenario.start(new Prompts(100, 3));
    int[] before = one.get(1).then().apply(new int[] {1}).get(0).prompt();
    List<Call> unused = other.get(0).then().apply(new int[] {1});
    assertThat(other.get(1).then().apply(new int[] {1}).get(0).prompt()).isEqualTo(before);
  }

  @Test
  void choicesShareTheirQuestionAndQuestionsTheExamples() {
    List<Call> calls = play(new FewShot(2, 3, 10, 6, 4, 2));
    assertThat(calls).hasSize(8).allMatch(call -> call.scoreFrom() == 36 && call.output() == 0);
    assertThat(calls).allMatch(call -> call.prompt().length == 38 && call.reusable() == 35);
    assertThat(common(calls.get(0), calls.get(3))).isGreaterThanOrEqualTo(36);
    assertThat(common(calls.get(0), calls.get(4))).isBetween(30, 35);
  }

  @Test
  void thoughtsBranchFromTheirParentsOutput() {
    List<Call> calls = play(new TreeOfThought(1, 2, 3, 20, 4, 5));
    assertThat(calls).hasSize(2 + 4 + 8);
    Call parent = calls.get(0);
    int[] before = Prompts.join(parent.prompt(), output(parent));
    assertThat(calls.get(2).prompt()).hasSize(20 + 4 + 5 + 4).startsWith(before);
    assertThat(common(calls.get(2), calls.get(3))).isGreaterThanOrEqualTo(29);
  }

  @Test
  void theMixHasLengthsOfItsRanges() {
    List<Call> calls = play(new OfflineMix(50, new Range(10, 20), new Range(3, 5)));
    assertThat(calls).extracting(call -> call.prompt().length).contains(10, 20);
    assertThat(calls).allMatch(call -> call.prompt().length >= 10 && call.prompt().length <= 20);
    assertThat(calls).extracting(Call::output).containsOnly(3, 4, 5);
  }

  @Test
  void theSameSeedMakesTheSamePrompts() {
    Scenario scenario = new OfflineMix(3, new Range(10, 20), new Range(3, 5));
    assertThat(scenario.start(new Prompts(100, 3)).get(2).prompt())
        .isEqualTo(scenario.start(new Prompts(100, 3)).get(2).prompt())
        .isNotEqualTo(scenario.start(new Prompts(100, 4)).get(2).prompt());
  }

  @Test
  void aLoadThatMeasuresNothingIsRefused() {
    assertThatThrownBy(() -> SharedPrefix.decode(1, 16, 16, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shared is 16 of 16 prompt tokens");
    assertThatThrownBy(() -> SharedPrefix.decode(1, 16, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("output tokens is 1: give at least 2");
    assertThatThrownBy(() -> new TreeOfThought(1, 10, 12, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1,000,000,000,000 thoughts");
    assertThatThrownBy(() -> Range.parse("5-3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5-3 is no range");
    assertThatThrownBy(() -> Range.parse("some"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'some' is no range of tokens");
    assertThatThrownBy(() -> ModelShape.of("70b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"70b\"");
  }
}
