package io.sglflink.constraint.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Patterns with lookaheads against java.util.regex, on all short strings. */
class LookaheadPropertyTest {

  private static final List<String> SHORT = shortTexts();

  private static List<String> shortTexts() {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; texts.get(i).length() < 5; i++) {
      for (String character : List.of("a", "b", "c")) {
        texts.add(texts.get(i) + character);
      }
    }
    return texts;
  }

  private static Arbitrary<String> plain(int depth) {
    Arbitrary<String> atoms = Arbitraries.of("a", "b", ".", "[ab]", "[^a]", "");
    if (depth == 0) {
      return atoms;
    }
    Arbitrary<String> inner = plain(depth - 1);
    return Arbitraries.oneOf(
        atoms,
        Combinators.combine(inner, inner).as((one, other) -> one + other),
        Combinators.combine(inner, inner).as((one, other) -> "(?:" + one + "|" + other + ")"),
        Combinators.combine(inner, Arbitraries.of("*", "+", "?", "{2}", "{1,2}"))
            .as((body, times) -> "(?:" + body + ")" + times));
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> plain = plain(2);
    Arbitrary<String> looks =
        Combinators.combine(Arbitraries.of("=", "!"), plain, Arbitraries.of("", "$"))
            .as((kind, body, end) -> "(?" + kind + body + end + ")");
    Arbitrary<String> tempered =
        Combinators.combine(looks, Arbitraries.of("a", ".", "[ab]"), Arbitraries.of("*", "+"))
            .flatAs(
                (look, set, times) ->
                    Arbitraries.of(
                        "(?:" + look + set + ")" + times, "(?:" + set + look + ")" + times));
    Arbitrary<String> item =
        Arbitraries.oneOf(
            plain,
            looks,
            tempered,
            Combinators.combine(looks, plain, plain)
                .as((look, one, other) -> "(?:" + look + one + "|" + other + ")"),
            Combinators.combine(looks, plain).as((look, one) -> "(?:" + look + one + "){0,2}"));
    return Combinators.combine(
            Arbitraries.of("^", ""), item.list().ofMaxSize(4), Arbitraries.of("$", ""))
        .as((begin, items, end) -> begin + String.join("", items) + end);
  }

  @Property(tries = 500)
  void aPatternIsFoundWhereJavaFindsIt(@ForAll("patterns") String pattern) {
    TextSet set = small(() -> TextSets.pattern(pattern));
    Pattern reference = Pattern.compile(pattern);
    for (String text : SHORT) {
      assertThat(set.contains(text))
          .as("%s in %s", pattern, text)
          .isEqualTo(reference.matcher(text).find());
    }
  }

  @Property(tries = 200)
  void aWholeTextMatchesWhereJavaSaysSo(@ForAll("patterns") String pattern) {
    Pattern reference = Pattern.compile(pattern);
    TextSet set = small(() -> TextSets.lookingAhead(pattern));
    for (String text : set == null ? List.<String>of() : SHORT) {
      assertThat(set.contains(text))
          .as("%s on %s", pattern, text)
          .isEqualTo(reference.matcher(text).matches());
    }
  }

  /** What is made of a pattern that may be tried; one with too many states is another's matter. */
  private static TextSet small(Supplier<TextSet> set) {
    try {
      return set.get();
    } catch (RegexException e) {
      Assume.that(e.kind() != RegexException.Kind.TOO_LARGE);
      assertThat(e.kind()).isEqualTo(RegexException.Kind.MATCHES_NOTHING);
      return TextSets.NONE;
    }
  }
}
