package io.sglflink.constraint.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.RegexException.Kind;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchRegexTest {

  /** The match in {@code text}, given piece by piece, or null. */
  private static String match(String pattern, String... pieces) {
    SearchRegex.Search search = SearchRegex.compile(pattern).search();
    StringBuilder text = new StringBuilder();
    for (String piece : pieces) {
      int before = text.length();
      text.append(piece);
      int end = search.find(text, before);
      if (end >= 0) {
        return text.substring(0, search.begin(text, end)) + "|" + text.substring(0, end);
      }
    }
    return null;
  }

  @ParameterizedTest
  @CsvSource({
    "\\d+, abc 123, abc |abc 1",
    "[0-9]+\\., 3 and 24.5, 3 and |3 and 24.",
    "a.*b|x, a..x..b, a..|a..x",
    "问.?题, 这个问题🙂, 这个|这个问题",
    "🙂, a🙂b, a|a🙂",
    "(?i:end), The END, The |The END",
    "aab, aaaab, aa|aaaab",
    "a{3}, baaaa, b|baaa",
  })
  void theMatchThatEndsFirstIsFoundWhereItsLongestFormBegins(
      String pattern, String text, String expected) {
    assertThat(match(pattern, text)).isEqualTo(expected);
    assertThat(match(pattern, text.split("(?<!\\p{Cs})(?!\\p{Cs})"))).isEqualTo(expected);
  }

  @Test
  void anAnchorAtTheBeginHoldsForTheTextsBeginOnly() {
    assertThat(match("^ab", "ab")).isEqualTo("|ab");
    assertThat(match("^ab", "a", "b")).isEqualTo("|ab");
    assertThat(match("^ab", "x", "ab", "ab")).isNull();
    assertThat(match("(^|\n)END", "x END", "\nEND")).isEqualTo("x END|x END\nEND");
    assertThat(match("(^|\n)END", "END")).isEqualTo("|END");
    assertThat(match("^a|b", "xab")).isEqualTo("xa|xab");
  }

  @Test
  void anAnchorAtTheEndIsWhereEveryMatchEnds() {
    assertThat(match("ab$", "xab")).isEqualTo("x|xab");
  }

  @Test
  void aPatternOfTheEmptyTextOrOfNothingIsRefused() {
    for (String pattern : List.of("a*", "", "^", "$", "(a|)")) {
      assertThatThrownBy(() -> SearchRegex.compile(pattern))
          .as(pattern)
          .isInstanceOfSatisfying(
              RegexException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MATCHES_EMPTY))
          .hasMessageContaining("let it match one character");
    }
    assertThatThrownBy(() -> SearchRegex.compile("[^\\s\\S]"))
        .isInstanceOfSatisfying(
            RegexException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MATCHES_NOTHING));
  }

  /** What takes a backtracking matcher for ever. */
  @Test
  void nestedRepetitionsTakeNoTime() {
    assertThat(match("(a+)+b", "a".repeat(100_000))).isNull();
    assertThat(match("(a|a)*c|(a|aa)+b", "a".repeat(10_000) + "b")).startsWith("|aaa");
    assertThat(match("(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", "y".repeat(10_000))).isNull();
  }

  @Test
  void aPatternThatTakesTooMuchWorkSaysSo() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    random.ints(2_000, 'a', 'c').forEach(text::appendCodePoint);
    SearchRegex regex = SearchRegex.compile("a[ab]{500}c");

    assertThatThrownBy(() -> regex.search().find(text, 0))
        .isInstanceOf(ConstraintBudgetException.class)
        .hasMessageContaining("too much work");
    assertThat(match("a[ab]{500}c", text.toString().split(""))).as("each piece anew").isNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "c", "é", "中", "🙂", "\n")
        .list()
        .ofMaxSize(10)
        .map(characters -> String.join("", characters));
  }

  @Property
  void itFindsWhatJavaFindsInTheShortestTextWithAMatch(
      @ForAll("texts") String text, @ForAll("patterns") String pattern) {
    Pattern java = Pattern.compile(pattern, Pattern.DOTALL);
    String expected = null;
    for (int end = 1; end <= text.length() && expected == null; end++) {
      boolean inside = end < text.length() && Character.isLowSurrogate(text.charAt(end));
      for (int begin = 0; begin < end && !inside && expected == null; begin++) {
        if (java.matcher(text).region(begin, end).useAnchoringBounds(false).matches()) {
          expected = text.substring(0, begin) + "|" + text.substring(0, end);
        }
      }
    }
    assertThat(match("(?s)" + pattern, text)).isEqualTo(expected);
  }

  @Property
  void whatIsUndecidedIsWhereJavasMatcherWantsMore(
      @ForAll("texts") String text, @ForAll("patterns") String pattern) {
    Pattern java = Pattern.compile(pattern, Pattern.DOTALL);
    SearchRegex.Search search = SearchRegex.compile("(?s)" + pattern).search();
    int end = 0;
    do {
      int expected = 0;
      Matcher matcher = java.matcher(text.substring(0, end)).useAnchoringBounds(false);
      while (expected < end && !wantsMore(matcher.region(expected, end))) {
        expected += Character.charCount(text.codePointAt(expected));
      }
      assertThat(search.undecided(text.substring(0, end))).isEqualTo(expected);
      int before = end;
      end += end < text.length() ? Character.charCount(text.codePointAt(end)) : 1;
      if (end <= text.length() && search.find(text.substring(0, end), before) >= 0) {
        return;
      }
    } while (end <= text.length());
  }

  private static boolean wantsMore(Matcher matcher) {
    return !matcher.matches() && matcher.hitEnd();
  }

  @Test
  void anOpenMatchOfManyThousandCharactersTakesNoTime() {
    SearchRegex.Search search = SearchRegex.compile("a.*b|(x+x+)+y").search();
    StringBuilder text = new StringBuilder("..");
    for (int i = 0; i < 20_000; i++) {
      text.append('x');
      assertThat(search.undecided(text)).isEqualTo(2);
    }
    assertThat(search.undecided(text.append('c'))).isEqualTo(text.length());
    assertThat(search.undecided(text.append("xa"))).isEqualTo(text.length() - 1);
  }

  @Test
  void longPatternsAreFollowedAsWell() {
    String text = "0123456789".repeat(40);
    SearchRegex.Search search = SearchRegex.compile(text + "(x|y)").search();
    assertThat(search.undecided(text)).isZero();
    assertThat(search.undecided(text + "0")).as("the next begin").isEqualTo(10);
    assertThat(search.undecided(text + "0z")).isEqualTo(text.length() + 2);
  }

  @Test
  void ofAPatternThatTakesTooMuchWorkTheFirstBeginStaysOpen() {
    String text = "0123456789".repeat(400);
    SearchRegex.Search search = SearchRegex.compile(text + "(x|y)").search();
    assertThat(search.undecided(text + "0")).isZero();
    assertThat(search.undecided(text + "0z")).isZero();
  }

  @Test
  void whatCannotBeToldStaysUndecided() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    random.ints(2_000, 'a', 'c').forEach(text::appendCodePoint);
    SearchRegex.Search search = SearchRegex.compile("a(a|b){500}(a|c){700}d|[ab]{600}e").search();
    int before = 0;
    for (int end = 1; end < text.length(); end++) {
      int undecided = search.undecided(text.substring(0, end));
      assertThat(undecided).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(end);
      before = undecided;
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
        "ab",
        "a+b",
        "[ab]c?a",
        "(a|ab)(c|ba)",
        "é.b",
        "中{2}",
        "^a",
        "^(b|中)",
        "(^|\n)a",
        "a(b|c)*é",
        "🙂|a🙂",
        "[^a]b",
        "b.*a",
        "(a+b?){2,3}c",
        ".",
        "^.*中");
  }
}
