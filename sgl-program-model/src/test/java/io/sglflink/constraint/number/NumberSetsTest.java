package io.sglflink.constraint.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSetsTest {

  private static BigDecimal number(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static NumberSet from(String min, String max) {
    return NumberSets.interval(number(min), false, number(max), false);
  }

  private static ByteState after(NumberSet set, String text) {
    ByteState state = set.start();
    for (int i = 0; i < text.length() && state != null; i++) {
      state = state.next(text.charAt(i));
    }
    return state;
  }

  private static boolean accepts(NumberSet set, String text) {
    ByteState state = after(set, text);
    return state != null && state.accepting();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "12.50", "0e+1", "123.456e78", "1E400", "-0.0E-0001"})
  void allNumbersAreWhateverJsonAllows(String text) {
    assertThat(accepts(NumberSets.ALL, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "00", "01", "+1", "1.", ".5", "1e", "1e+", "1.e5", "0x1", " 1"})
  void whatJsonDoesNotAllowIsNoNumber(String text) {
    assertThat(accepts(NumberSets.ALL, text)).isFalse();
    assertThat(accepts(NumberSets.INTEGERS, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.00", "1.0", "1e21", "1.50E3", "-1.5e1", "12000.000", "5.0e-0"})
  void integersAreNumbersWithoutFraction(String text) {
    assertThat(accepts(NumberSets.INTEGERS, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.5e0", "1e-1", "12e3", "1e1000", "1.05e1"})
  void scientificIntegersHaveOneDigitBeforeThePointAndThreeOfTheExponent(String text) {
    assertThat(accepts(NumberSets.INTEGERS, text)).isFalse();
  }

  @Test
  void aByteThatCannotBeCompletedDoesNotCome() {
    NumberSet percent = NumberSets.INTEGERS.and(from("0", "100"));
    assertThat(after(percent, "101")).isNull();
    assertThat(after(percent, "12").next('5')).isNull();
    assertThat(after(percent, "-0")).isNotNull();
    assertThat(after(percent, "-1")).isNull();
    assertThat(after(NumberSets.multiplesOf(number("0.01")), "1.23").next('4').shortest())
        .isEqualTo(2);
    assertThat(after(from("5", "9"), "1")).isNull();
    assertThat(after(from("0.5", "0.9"), "7").shortest()).isEqualTo(3);
  }

  @Test
  void whatAFloatWouldReadAsZeroIsNotWritten() {
    NumberSet positive = from("0", "1").without(BigDecimal.ZERO);
    assertThat(accepts(positive, "5e-308")).isTrue();
    assertThat(after(positive, "5e-309")).isNull();
  }

  @Test
  void boundsMayBeLarge() {
    NumberSet longs = NumberSets.INTEGERS.and(from("-9223372036854775808", "9223372036854775807"));
    assertThat(accepts(longs, "9223372036854775807")).isTrue();
    assertThat(accepts(longs, "9223372036854775808")).isFalse();
    assertThat(accepts(longs, "-9223372036854775808")).isTrue();
    assertThat(accepts(from(null, "1e308"), "1e308")).isTrue();
    assertThat(accepts(from(null, "1e308"), "1.1e308")).isFalse();
  }

  @Test
  void equalSetsAreEqual() {
    assertThat(NumberSets.INTEGERS.and(from("0.5", "3.5")))
        .isEqualTo(NumberSets.of(List.of(number("1"), number("2.0"), number("3"))));
    List<BigDecimal> hundred = IntStream.range(0, 100).mapToObj(BigDecimal::valueOf).toList();
    assertThat(NumberSets.of(hundred)).isEqualTo(NumberSets.INTEGERS.and(from("0", "99")));
    assertThat(from("0", null).complement())
        .containsExactly(NumberSets.interval(null, false, number("0"), true));
    assertThat(NumberSets.INTEGERS.and(NumberSets.multiplesOf(number("1.5"))))
        .isEqualTo(NumberSets.multiplesOf(number("3.00")));
    assertThat(NumberSets.ALL.complement()).isEmpty();
    assertThat(NumberSets.INTEGERS.and(NumberSets.INTEGERS.complement().get(0)).isEmpty()).isTrue();
  }

  @Test
  void statesThatFollowEqualSetsAreEqual() {
    assertThat(NumberSets.INTEGERS.start()).isEqualTo(NumberSets.INTEGERS.start());
    assertThat(after(NumberSets.INTEGERS, "-12")).isEqualTo(after(NumberSets.INTEGERS, "345"));
    assertThat(after(from("0", "500"), "0.")).isEqualTo(after(from("-7", "9"), "0."));
    assertThat(after(NumberSets.ALL, "1")).isEqualTo(after(NumberSets.ALL, "23"));
  }

  @Test
  void whatCannotBeToldDigitByDigitIsRefused() {
    assertThatThrownBy(() -> NumberSets.multiplesOf(number("1e30")))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("more than 17 digits");
    assertThatThrownBy(() -> from("0", "1e5000"))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("at most 1,000");
    assertThatThrownBy(() -> NumberSets.multiplesOf(number("0")))
        .hasMessageContaining("give a number over 0");
  }
}
