package io.sglflink.constraint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.value.TextSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSetTest {

  @Test
  void everyWellFormedSequenceOfBytesIsATextAndNothingElse() {
    ByteState all = TextSets.ALL.start();
    assertThat(after(all, 0xED, 0x9F, 0xBF)).isEqualTo(all);
    assertThat(after(all, 0xED, 0xA0)).as("a surrogate").isNull();
    assertThat(after(all, 0xED, 0xBF)).as("a surrogate").isNull();
    assertThat(after(all, 0xEE, 0x80, 0x80)).isEqualTo(all);
    assertThat(after(all, 0xC0)).as("overlong").isNull();
    assertThat(after(all, 0xC1)).as("overlong").isNull();
    assertThat(after(all, 0xE0, 0x9F)).as("overlong").isNull();
    assertThat(after(all, 0xE0, 0xA0, 0x80)).isEqualTo(all);
    assertThat(after(all, 0xF0, 0x8F)).as("overlong").isNull();
    assertThat(after(all, 0xF4, 0x8F, 0xBF, 0xBF)).isEqualTo(all);
    assertThat(after(all, 0xF4, 0x90)).as("over U+10FFFF").isNull();
    assertThat(after(all, 0xF5)).as("over U+10FFFF").isNull();
    assertThat(after(all, 0x80)).as("no lead byte").isNull();
    assertThat(after(all, 0xC3, 'a')).as("no continuation").isNull();
    assertThat(after(all, 0xC3).accepting()).as("half a character").isFalse();
    assertThat(after(all, 0xF0).shortest()).isEqualTo(3);
  }

  @Test
  void aByteThatMayFollowDoesNotLetInAnotherThatMayNot() {
    for (TextSet set : List.of(TextSets.ALL, TextSets.length(1, 9), TextSets.pattern("^[^a]*$"))) {
      ByteState start = set.start();
      // What is known of a state after one byte is not taken for the next.
      int[][] pairs = {
        {0xED, 0x80, 0xA0}, {0xED, 0x9F, 0xA0}, {0xED, 0x9F, 0xBF}, {0xF4, 0x80, 0x90},
        {0xF4, 0x8F, 0xBF}, {0xE0, 0xA0, 0x9F}, {0xF0, 0x90, 0x8F}, {0xE1, 0x80, 0xC0}
      };
      for (int[] pair : pairs) {
        assertThat(after(start, pair[0], pair[1]))
            .as("%s %x %x", set, pair[0], pair[1])
            .isNotNull();
        assertThat(after(start, pair[0], pair[2])).as("%s %x %x", set, pair[0], pair[2]).isNull();
      }
    }
  }

  @Test
  void aMillionCharactersCostNoMoreThanOne() {
    TextSet set = TextSets.pattern("^[a-z]*$").and(TextSets.length(3, 1_000_000));
    ByteState state = set.start();
    assertThat(state.shortest()).isEqualTo(3);
    ByteState later = TextSetPropertyTest.after(state, "abcdefgh");
    assertThat(later).isNotEqualTo(state);
    assertThat(later.lookAhead(64)).isEqualTo(TextSets.pattern("^[a-z]*$").start());
    assertThat(TextSets.length(1_000_000, 1_000_000).start().shortest()).isEqualTo(1_000_000);
  }

  @Test
  void oneLargeCountIsALength() {
    TextSet set = TextSets.pattern("^x[a-z]{0,5000}\\.$");
    assertThat(set.start()).isInstanceOf(TextState.class);
    assertThat(set.contains("x" + "a".repeat(5_000) + ".")).isTrue();
    assertThat(set.contains("x" + "a".repeat(5_001) + ".")).isFalse();
    assertThat(set.toString()).isEqualTo("texts of 0 to 5002 characters, 3 states");
  }

  @Test
  void aLengthThatNoTextHasLeavesNothing() {
    TextSet even = TextSets.pattern("^(ab)*$");
    assertThat(even.and(TextSets.length(3, 3)).isEmpty()).isTrue();
    assertThat(even.and(TextSets.length(3, 4)).texts()).containsExactly("abab");
    ByteState state = even.and(TextSets.length(3, 5)).start();
    assertThat(TextSetPropertyTest.after(state, "abab").hasNext()).isFalse();
  }

  @Test
  void setsThatAreEqualHaveEqualStates() {
    assertThat(TextSets.pattern("[^]*")).isEqualTo(TextSets.ALL);
    assertThat(TextSets.pattern("a|b|c")).isEqualTo(TextSets.pattern("[a-c]"));
    ByteState found = TextSetPropertyTest.after(TextSets.pattern("abc").start(), "xabc");
    assertThat(found).isEqualTo(TextSets.ALL.start());
    assertThat(found).hasSameHashCodeAs(TextSets.ALL.start());
    assertThat(TextSets.length(0, 9).start()).isNotEqualTo(TextSets.ALL.start());
  }

  @Test
  void theComplementIsOtherTextsAndShorterAndLongerOnes() {
    TextSet set = TextSets.pattern("^a*$").and(TextSets.length(2, 3));
    assertThat(set.complement())
        .containsExactly(
            TextSets.pattern("[^a]"),
            TextSets.pattern("^a*$").and(TextSets.length(0, 1)),
            TextSets.pattern("^a*$").and(TextSets.length(4, Integer.MAX_VALUE)));
    assertThat(TextSets.ALL.complement()).isEmpty();
    assertThat(TextSets.NONE.complement()).containsExactly(TextSets.ALL);
  }

  @Test
  void finiteSetsAreCountedAndListed() {
    TextSet set = TextSets.of(List.of("b", "a🙂", "", "a", "b"));
    assertThat(set.size()).isEqualTo(4);
    assertThat(set.texts()).containsExactly("", "a", "a🙂", "b");
    assertThat(set.without(List.of("", "z")).size()).isEqualTo(3);
    assertThat(TextSets.length(0, 1).size()).isEqualTo(1 + 0x110000 - 0x800);
    assertThat(TextSets.pattern("^[ab]{2}$").size()).isEqualTo(4);
    assertThat(TextSets.ALL.size()).isEqualTo(Long.MAX_VALUE);
    assertThat(TextSets.pattern("^[ab]{64}$").size()).isEqualTo(Long.MAX_VALUE);
    assertThat(TextSets.ALL.without(List.of("a")).complement())
        .containsExactly(TextSets.of(List.of("a")));
  }

  @Test
  void thousandsOfStringsAreOneSet() {
    List<String> texts = IntStream.range(0, 5_000).mapToObj(i -> "value " + i).toList();
    TextSet set = TextSets.of(texts);
    assertThat(set.size()).isEqualTo(5_000);
    assertThat(set.contains("value 4999")).isTrue();
    assertThat(set.contains("value 5000")).isFalse();
    assertThat(TextSets.ALL.without(texts).complement()).containsExactly(set);
  }

  @Test
  void halfASurrogatePairIsNoText() {
    assertThat(TextSets.ALL.contains("\ud83d")).isFalse();
    assertThat(TextSets.of(List.of("\ud83d", "a")).texts()).containsExactly("a");
    assertThat(TextSets.ALL.without(List.of("\ude00"))).isEqualTo(TextSets.ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"^(a|b)*a(a|b){40}$", "^(.{0,9000}x){9}$", "(?=.*a.{30})(?=.*b.{30}).*c.{30}d"})
  void whatWouldTakeTooMuchWorkIsRefused(String pattern) {
    assertThatThrownBy(() -> TextSets.pattern(pattern))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(ConstraintBudgetException.class),
            e -> assertThat(((RegexException) e).kind()).isEqualTo(RegexException.Kind.TOO_LARGE));
  }

  private static ByteState after(ByteState start, int... bytes) {
    ByteState state = start;
    for (int value : bytes) {
      state = state == null ? null : state.next(value);
    }
    return state;
  }
}
