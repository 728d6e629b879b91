package io.sglflink.constraint.regex;

import static io.sglflink.constraint.regex.Matching.after;
import static io.sglflink.constraint.regex.Matching.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States: what may follow, where a text may end, and that nothing blows up. */
class CompiledRegexTest {

  @Test
  void aCharacterOfSeveralBytesIsFollowedByteByByte() {
    CompiledRegex regex = CompiledRegex.compile("[中文]");
    ByteState lead = after(regex, bytes(0xe4));
    assertThat(lead.accepting()).isFalse();
    assertThat(lead.hasNext()).isTrue();
    assertThat(lead.next(0xb9)).isNull();
    assertThat(after(regex, bytes(0xe4, 0xb8)).next(0xae)).isNull();
    assertThat(after(regex, bytes(0xe4, 0xb8, 0xad)).accepting()).isTrue();
    assertThat(after(regex, bytes(0xe6))).isNotNull();
    assertThat(after(regex, bytes(0xe5))).isNull();
  }

  @Test
  void theDotIsWellFormedUtf8AndNothingElse() {
    CompiledRegex regex = CompiledRegex.compile("(?s).");
    assertThat(after(regex, bytes(0x80))).as("a continuation alone").isNull();
    assertThat(after(regex, bytes(0xc0))).as("an overlong form of two bytes").isNull();
    assertThat(after(regex, bytes(0xc1))).isNull();
    assertThat(after(regex, bytes(0xe0, 0x9f))).as("an overlong form of three bytes").isNull();
    assertThat(after(regex, bytes(0xe0, 0xa0, 0x80)).accepting()).isTrue();
    assertThat(after(regex, bytes(0xed, 0x9f, 0xbf)).accepting()).isTrue();
    assertThat(after(regex, bytes(0xed, 0xa0))).as("a surrogate").isNull();
    assertThat(after(regex, bytes(0xee, 0x80, 0x80)).accepting()).isTrue();
    assertThat(after(regex, bytes(0xf0, 0x8f))).as("an overlong form of four bytes").isNull();
    assertThat(after(regex, bytes(0xf4, 0x8f, 0xbf, 0xbf)).accepting()).isTrue();
    assertThat(after(regex, bytes(0xf4, 0x90))).as("over U+10FFFF").isNull();
    assertThat(after(regex, bytes(0xf5))).isNull();
  }

  @Test
  void aStateSaysWhetherAnythingMayFollow() {
    ByteState digits = after(CompiledRegex.compile("[0-9]{1,2}"), bytes('1'));
    assertThat(digits.accepting()).isTrue();
    assertThat(digits.hasNext()).isTrue();
    assertThat(digits.next('2').accepting()).isTrue();
    assertThat(digits.next('2').hasNext()).isFalse();
    assertThat(CompiledRegex.compile("").start().hasNext()).isFalse();
  }

  @Test
  void wordsThatBeginAlikeMeetInOneState() {
    CompiledRegex regex = CompiledRegex.compile("(a|b)*c");
    assertThat(after(regex, bytes('a', 'b'))).isSameAs(regex.start());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a|b)*a(a|b){30}",
        "(.{0,1000}){1000}",
        "(.{0,1000}x?){1000}",
        "(a*)*(a*)*(a*)*b",
        "(\\w{1,20}\\s?){1,50}",
        "[^\"]{0,1000000}\"",
        "(a?){1000}a{1000}",
        "((((a{1,9}){1,9}){1,9}){1,9}){1,9}",
      })
  void whatAutomataBlowUpOnIsFollowedStateByState(String pattern) {
    ByteState state = CompiledRegex.compile(pattern).start();
    for (int i = 0; i < 300; i++) {
      state.refill();
      assertThat(state.lookAhead(32).next('a')).isNotNull();
      state = state.next('a');
    }
    assertThat(state.accepting() || state.hasNext()).isTrue();
  }

  @Test
  void statesOverTheLimitAreForgottenAndMadeAgain() {
    CompiledRegex regex = CompiledRegex.compile("a{0,50000}b");
    ByteState state = regex.start();
    ByteState early = state.next('a');
    for (int i = 0; i < 20_000; i++) {
      state.refill();
      state = state.next('a');
    }
    assertThat(state.next('b').accepting()).isTrue();
    assertThat(early.next('a').next('b').accepting()).isTrue();
    assertThat(regex.start().next('b').accepting()).isTrue();
  }

  @Test
  void aWalkThatTakesTooMuchWorkIsAnErrorAndNoHang() {
    ByteState start = CompiledRegex.compile("[ab]*a[ab]{500}").start();
    Random random = new Random(1);
    assertThatThrownBy(
            () -> {
              ByteState state = start.lookAhead(1_000);
              for (int i = 0; i < 100_000; i++) {
                state = state.next("ab".charAt(random.nextInt(2)));
              }
            })
        .isInstanceOf(ConstraintBudgetException.class)
        .hasMessageContaining("too much work");
    start.refill();
    assertThat(start.lookAhead(1_000).next('a')).as("a new walk").isNotNull();
  }

  @Test
  void aPatternThatIsTooLargeIsRefused() {
    StringBuilder optional = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      optional.append((char) ('一' + i)).append('?');
    }
    assertTooLarge(optional.toString());
    assertTooLarge("a?b?".repeat(2_000));
  }

  private static void assertTooLarge(String pattern) {
    assertThatThrownBy(() -> CompiledRegex.compile(pattern))
        .isInstanceOfSatisfying(
            RegexException.class,
            e -> assertThat(e.kind()).isEqualTo(RegexException.Kind.TOO_LARGE));
  }

  @Test
  void lookingAheadAllowsExactlyWhatTheStateAllows() {
    for (String pattern : new String[] {"[ab]{3,9}c", "a{2,70}(b{1,40}c){2,50}", "(ab?){5,8}c*"}) {
      CompiledRegex regex = CompiledRegex.compile(pattern);
      Random random = new Random(7);
      for (int i = 0; i < 400; i++) {
        ByteState state = after(regex, text(random, random.nextInt(12)));
        byte[] ahead = text(random, random.nextInt(5));
        if (state != null) {
          ByteState near = state.lookAhead(4);
          for (byte value : ahead) {
            state = state == null ? null : state.next(value);
            near = near == null ? null : near.next(value);
          }
          assertThat(near == null).isEqualTo(state == null);
        }
      }
    }
  }

  @Test
  void manyCountsLookAlikeToWhoeverLooksNoFurther() {
    CompiledRegex regex = CompiledRegex.compile("\"[^\"]{0,200}\"");
    ByteState early = after(regex, "\"abc".getBytes(StandardCharsets.UTF_8));
    ByteState late = after(regex, ("\"" + "é".repeat(100)).getBytes(StandardCharsets.UTF_8));
    assertThat(early).isNotSameAs(late);
    assertThat(early.lookAhead(32)).isSameAs(late.lookAhead(32));
  }

  private static byte[] text(Random random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) "aaabbc".charAt(random.nextInt(6));
    }
    return text;
  }
}
