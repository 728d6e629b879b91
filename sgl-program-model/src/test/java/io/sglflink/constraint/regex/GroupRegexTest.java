package io.sglflink.constraint.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.regex.RegexException.Kind;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of patterns; PythonTableTest has what they find. */
class GroupRegexTest {

  @Test
  void groupsHaveNumbersAndNames() {
    GroupRegex regex = GroupRegex.compile("(?P<k>\\w+)=(\\d+)");

    assertThat(regex.search("长=12", regex.group("k"))).isEqualTo("长");
    assertThat(regex.search("长=12", 2)).isEqualTo("12");
    assertThat(regex.search("长", 0)).isNull();
    assertThat(regex.group("v")).isEqualTo(-1);
    assertThat(regex.hasGroup(2)).isTrue();
    assertThat(regex.hasGroup(3)).isFalse();
  }

  @Test
  void theSizeIsThatOfThePatternWithItsRepetitionsWrittenOut() {
    assertThat(GroupRegex.compile("a[bc]\\d").size()).isEqualTo(3);
    assertThat(GroupRegex.compile("(ab|c){10,}d{0,3}").size()).isEqualTo(33);
  }

  @ParameterizedTest
  @ValueSource(strings = {"((a{100}){100}){2}", "(?:(?:){1000}){1000}", "a{9}{9}{9}{9}{9}"})
  void whatWouldBecomeLargeIsRefusedBeforeItDoes(String pattern) {
    assertThatThrownBy(() -> GroupRegex.compile(pattern))
        .asInstanceOf(InstanceOfAssertFactories.type(RegexException.class))
        .extracting(RegexException::kind)
        .isEqualTo(Kind.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "a(?=b)", "(a)\\1", "x*+", "(?x) a", "\\q", "\\u12", "a\\", "[\\W]", "[\\A]"})
  void whatIsNotOfTheDialectIsRefused(String pattern) {
    assertThatThrownBy(() -> GroupRegex.compile(pattern))
        .isInstanceOf(RegexException.class)
        .hasMessageStartingWith("the pattern ");
  }

  @Test
  void deepNestingAndLongRunsDoNotOverflow() {
    String deep = "(".repeat(499) + "a" + ")".repeat(499);

    assertThat(GroupRegex.compile(deep).search("ba", 499)).isEqualTo("a");
    assertThat(GroupRegex.compile("(a*)*b").search("a".repeat(20_000), 0)).isNull();
    assertThatThrownBy(() -> GroupRegex.compile("a".repeat(1_001)))
        .hasMessage("characters of a pattern: 1,001, the limit is 1,000: write a shorter one");
  }
}
