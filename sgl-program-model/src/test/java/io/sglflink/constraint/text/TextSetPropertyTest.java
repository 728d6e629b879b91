package io.sglflink.constraint.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.TextSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Sets of strings against java.util.regex and against all short strings of a small alphabet. */
class TextSetPropertyTest {

  private static final List<String> ALPHABET = List.of("a", "b", "é", "🙂");

  /** All strings of at most 4 characters of the alphabet. */
  private static final List<String> SHORT = shortTexts();

  private static List<String> shortTexts() {
    List<String> texts = new ArrayList<>(List.of(""));
    int from = 0;
    for (int length = 1; length <= 4; length++) {
      int to = texts.size();
      for (int i = from; i < to; i++) {
        for (String character : ALPHABET) {
          texts.add(texts.get(i) + character);
        }
      }
      from = to;
    }
    return texts;
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> atoms =
        Arbitraries.of("a", "b", "é", "🙂", ".", "[ab]", "[^a]", "^", "$", "", "[é🙂]", "[a-é]");
    return pattern(atoms, 3);
  }

  private Arbitrary<String> pattern(Arbitrary<String> atoms, int depth) {
    if (depth == 0) {
      return atoms;
    }
    Arbitrary<String> inner = pattern(atoms, depth - 1);
    Arbitrary<String> quantifiers =
        Arbitraries.of("*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "*?", "+?", "{1,2}?");
    return Arbitraries.oneOf(
        atoms,
        Combinators.combine(inner, inner).as((one, other) -> one + other),
        Combinators.combine(inner, inner).as((one, other) -> "(?:" + one + "|" + other + ")"),
        inner.map(body -> "^(?:" + body + ")$"),
        Combinators.combine(inner, quantifiers).as((body, times) -> "(?:" + body + ")" + times));
  }

  @Property(tries = 300)
  void aPatternIsFoundWhereJavaFindsIt(@ForAll("patterns") String pattern) {
    TextSet set = TextSets.pattern(pattern);
    Pattern reference = Pattern.compile(pattern);
    for (String text : SHORT) {
      assertThat(set.contains(text))
          .as("%s in %s", pattern, text)
          .isEqualTo(reference.matcher(text).find());
    }
  }

  @Property(tries = 300)
  void setsAreCombinedAsTheirStringsAre(
      @ForAll("patterns") String one,
      @ForAll("patterns") String other,
      @ForAll("lengths") List<Integer> lengths) {
    TextSet bounded = TextSets.pattern(one).and(TextSets.length(lengths.get(0), lengths.get(1)));
    TextSet both = bounded.and(TextSets.pattern(other));
    List<TextSet> others = bounded.complement();
    TextSet fewer = bounded.without(List.of("", "a", "b🙂"));
    for (String text : SHORT) {
      int length = text.codePointCount(0, text.length());
      boolean in =
          TextSets.pattern(one).contains(text)
              && length >= lengths.get(0)
              && length <= lengths.get(1);
      assertThat(bounded.contains(text)).isEqualTo(in);
      assertThat(both.contains(text)).isEqualTo(in && TextSets.pattern(other).contains(text));
      assertThat(others.stream().filter(set -> set.contains(text)).count()).isEqualTo(in ? 0 : 1);
      assertThat(fewer.contains(text)).isEqualTo(in && !List.of("", "a", "b🙂").contains(text));
    }
  }

  @Provide
  Arbitrary<List<Integer>> lengths() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 9))
        .as((min, more) -> List.of(min, more == 9 ? Integer.MAX_VALUE : min + more / 3));
  }

  @Property(tries = 300)
  void statesFollowJustTheStringsOfTheirSet(
      @ForAll("patterns") String pattern, @ForAll("lengths") List<Integer> lengths) {
    TextSet set = TextSets.pattern(pattern).and(TextSets.length(lengths.get(0), lengths.get(1)));
    boolean any = SHORT.stream().anyMatch(set::contains);
    if (set.isEmpty()) {
      assertThat(any).isFalse();
      return;
    }
    ByteState start = set.start();
    for (String text : SHORT) {
      ByteState state = after(start, text);
      assertThat(state != null && state.accepting())
          .as("%s %s %s", pattern, lengths, text)
          .isEqualTo(set.contains(text));
      if (state != null) {
        checkShortest(state);
        assertThat(state.hasNext()).isEqualTo(hasNext(state));
      }
      for (int i = 1; i < text.length(); i++) {
        assertThat(
                state == null
                    || after(start, text.substring(0, i)) != null
                    || Character.isLowSurrogate(text.charAt(i)))
            .isTrue();
      }
    }
  }

  @Property(tries = 300)
  void aStateLooksAheadAsFarAsItWasAsked(
      @ForAll("patterns") String pattern, @ForAll("lengths") List<Integer> lengths) {
    TextSet set = TextSets.pattern(pattern).and(TextSets.length(lengths.get(0), lengths.get(1)));
    if (set.isEmpty()) {
      return;
    }
    for (int bytes = 0; bytes < 4; bytes++) {
      ByteState exact = set.start();
      ByteState ahead = exact.lookAhead(bytes);
      for (String text : SHORT) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
          ByteState one = after(exact, text);
          ByteState other = after(ahead, text);
          assertThat(other == null).isEqualTo(one == null);
          assertThat(other != null && other.accepting()).isEqualTo(one != null && one.accepting());
        }
      }
    }
  }

  private static void checkShortest(ByteState state) {
    int shortest = state.shortest();
    ByteState at = state;
    for (int left = shortest; left > 0; left--) {
      ByteState best = null;
      for (int value = 0; value < 256; value++) {
        ByteState next = at.next(value);
        if (next != null) {
          assertThat(next.shortest()).isGreaterThanOrEqualTo(left - 1);
          best = next.shortest() == left - 1 ? next : best;
        }
      }
      assertThat(best).isNotNull();
      at = best;
    }
    assertThat(at.accepting()).isTrue();
  }

  private static boolean hasNext(ByteState state) {
    for (int value = 0; value < 256; value++) {
      if (state.next(value) != null) {
        return true;
      }
    }
    return false;
  }

  static ByteState after(ByteState start, String text) {
    ByteState state = start;
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      state = state == null ? null : state.next(value & 0xFF);
    }
    return state;
  }
}
