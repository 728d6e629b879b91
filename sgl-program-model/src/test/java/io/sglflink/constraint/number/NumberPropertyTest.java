package io.sglflink.constraint.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Sets of numbers against a predicate on decimals and the documented forms of spelling. */
class NumberPropertyTest {

  private static final String SYMBOLS = "0123456789.-+eE";

  private static final Pattern FORM =
      Pattern.compile(
          "-?(0|[1-9][0-9]*)(\\.[0-9]+)?|-?([1-9](\\.[0-9]+)?|0(\\.0+)?)[eE][+-]?[0-9]{1,3}");

  /** A set and what it should have. */
  private record Described(NumberSet set, Predicate<BigDecimal> has, String text) {

    Described and(Described other) {
      return new Described(
          set.and(other.set), has.and(other.has), "(" + text + " and " + other.text + ")");
    }

    List<Described> not() {
      List<Described> all = new ArrayList<>();
      List<NumberSet> sets = set.complement();
      for (int i = 0; i < sets.size(); i++) {
        all.add(new Described(sets.get(i), sets.get(i)::contains, "(not " + text + ")[" + i + "]"));
      }
      return all;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static Arbitrary<BigDecimal> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-30, 30).map(BigDecimal::valueOf),
        Combinators.combine(
                Arbitraries.integers().between(-1200, 1200), Arbitraries.integers().between(-4, 4))
            .as((unscaled, scale) -> new BigDecimal(unscaled).scaleByPowerOfTen(scale)),
        Arbitraries.of("1e308", "-9223372036854775808", "18446744073709551615", "1e-7", "0")
            .map(BigDecimal::new));
  }

  private static Arbitrary<Described> simple() {
    Arbitrary<Described> lists =
        numbers()
            .list()
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(
                list ->
                    new Described(
                        NumberSets.of(list),
                        x -> list.stream().anyMatch(one -> one.compareTo(x) == 0),
                        "of" + list));
    Arbitrary<Described> intervals =
        Combinators.combine(
                numbers().injectNull(0.3),
                Arbitraries.of(true, false),
                numbers().injectNull(0.3),
                Arbitraries.of(true, false))
            .as(
                (min, minOut, max, maxOut) ->
                    new Described(
                        NumberSets.interval(min, minOut, max, maxOut),
                        x ->
                            (min == null || x.compareTo(min) >= (minOut ? 1 : 0))
                                && (max == null || x.compareTo(max) <= (maxOut ? -1 : 0)),
                        "from " + min + " " + minOut + " to " + max + " " + maxOut));
    Arbitrary<Described> multiples =
        Arbitraries.of("1", "1", "2", "3", "7", "10", "100", "0.01", "0.5", "0.3", "1e-8", "12345")
            .map(BigDecimal::new)
            .map(
                step ->
                    new Described(
                        NumberSets.multiplesOf(step),
                        x -> x.remainder(step).signum() == 0,
                        "multiples of " + step));
    Arbitrary<Described> without =
        numbers()
            .map(
                number ->
                    new Described(
                        NumberSets.ALL.without(number),
                        x -> x.compareTo(number) != 0,
                        "without " + number));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(1, lists),
        net.jqwik.api.Tuple.of(4, intervals),
        net.jqwik.api.Tuple.of(3, multiples),
        net.jqwik.api.Tuple.of(1, without));
  }

  @Provide
  Arbitrary<Described> sets() {
    Arbitrary<Described> complements =
        simple()
            .filter(one -> !one.set.complement().isEmpty())
            .flatMap(one -> Arbitraries.of(one.not()));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, simple()), net.jqwik.api.Tuple.of(1, complements))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(list -> list.stream().reduce(Described::and).orElseThrow());
  }

  @Provide
  Arbitrary<String> spellings() {
    Arbitrary<String> plain = numbers().map(BigDecimal::toPlainString);
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(4);
    Arbitrary<String> scientific =
        Combinators.combine(
                Arbitraries.of("", "-"),
                Arbitraries.of("1", "2", "3", "5", "9", "0", "12"),
                Arbitraries.oneOf(Arbitraries.just(""), digits.map(d -> "." + d)),
                Arbitraries.of("e", "E", "e-", "e+"),
                Arbitraries.integers().between(0, 25).map(Object::toString))
            .as((sign, digit, fraction, e, exponent) -> sign + digit + fraction + e + exponent);
    Arbitrary<String> any = Arbitraries.strings().withChars(SYMBOLS).ofMaxLength(6);
    return Arbitraries.oneOf(
        plain, plain.map(text -> text.contains(".") ? text + "00" : text + ".0"), scientific, any);
  }

  /** Null where no number goes on so. */
  private static ByteState after(ByteState start, String text) {
    ByteState state = start;
    for (int i = 0; i < text.length() && state != null; i++) {
      state = state.next(text.charAt(i));
    }
    return state;
  }

  private static boolean shouldAccept(Described described, String text) {
    return FORM.matcher(text).matches() && described.has.test(new BigDecimal(text));
  }

  /** Exponents beyond a double's, which some sets leave out. */
  private static boolean isBeyondADouble(String text) {
    int e = text.toLowerCase(Locale.ROOT).indexOf('e');
    return FORM.matcher(text).matches()
        && e >= 0
        && Math.abs(Integer.parseInt(text.substring(e + 1))) > 308;
  }

  private static void check(Described described, ByteState start, String text) {
    ByteState state = after(start, text);
    assertThat(state != null && state.accepting())
        .as("%s in %s", text, described)
        .isEqualTo(shouldAccept(described, text));
    if (state != null) {
      checkEnd(described, state, text);
    }
  }

  /** From {@code from} the shortest rest can be walked, and the text is a number of the set. */
  private static void checkEnd(Described described, ByteState from, String text) {
    StringBuilder written = new StringBuilder(text);
    ByteState state = from;
    while (state.shortest() > 0) {
      ByteState next = null;
      for (int i = 0; i < SYMBOLS.length() && next == null; i++) {
        next = state.next(SYMBOLS.charAt(i));
        if (next != null && next.shortest() != state.shortest() - 1) {
          assertThat(next.shortest()).isGreaterThan(state.shortest() - 1);
          next = null;
        }
        if (next != null) {
          written.append(SYMBOLS.charAt(i));
        }
      }
      assertThat(next).as("%s after %s", described, written).isNotNull();
      state = next;
    }
    assertThat(state.accepting()).isTrue();
    assertThat(shouldAccept(described, written.toString()))
        .as("%s in %s", written, described)
        .isTrue();
  }

  @Property(tries = 400)
  void takesTheSpellingsOfItsNumbers(
      @ForAll("sets") Described described, @ForAll("spellings") String text) {
    if (described.set.equals(NumberSets.ALL)) {
      return;
    }
    if (described.set.isEmpty()) {
      assertThat(shouldAccept(described, text)).isFalse();
      return;
    }
    ByteState start = described.set.start();
    if (!isBeyondADouble(text)) {
      check(described, start, text);
    }
    checkEnd(described, start, "");
  }

  @Property(tries = 60)
  void takesAllShortTextsThatItShould(@ForAll("sets") Described described) {
    if (!described.set.isEmpty() && !described.set.equals(NumberSets.ALL)) {
      checkAll(described, described.set.start(), "", 3);
    }
  }

  private void checkAll(Described described, ByteState start, String text, int more) {
    check(described, start, text);
    for (int i = 0; i < SYMBOLS.length() && more > 0; i++) {
      if (FORM.matcher(text + SYMBOLS.charAt(i) + "1").matches()
          || FORM.matcher(text + SYMBOLS.charAt(i)).matches()) {
        checkAll(described, start, text + SYMBOLS.charAt(i), more - 1);
      }
    }
  }

  @Property(tries = 400)
  void isWhatItsPartsSay(@ForAll("sets") Described described, @ForAll("spellings") String text) {
    if (!FORM.matcher(text).matches()) {
      return;
    }
    BigDecimal number = new BigDecimal(text);
    boolean has = described.has.test(number);
    assertThat(described.set.contains(number)).as("%s in %s", text, described).isEqualTo(has);
    assertThat(described.set.complement().stream().anyMatch(set -> set.contains(number)))
        .as("%s in not %s", text, described)
        .isEqualTo(!has);
    NumberSet without = described.set.without(number);
    assertThat(without.contains(number)).isFalse();
    if (described.set.size() < Long.MAX_VALUE) {
      assertThat(without.size()).isEqualTo(described.set.size() - (has ? 1 : 0));
    }
  }
}
