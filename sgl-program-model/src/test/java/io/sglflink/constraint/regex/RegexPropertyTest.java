package io.sglflink.constraint.regex;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.ByteState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compiled patterns against java.util.regex, in what both dialects have. */
class RegexPropertyTest {

  private static final int FLAGS = Pattern.UNIX_LINES;

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> atoms =
        Arbitraries.of(
            "a", "b", "é", "中", "🙂", ".", "[ab]", "[^a]", "[a-é]", "[一-龥]", "[^中\\n]", "\\n",
            "\\x61", "(?i:A)", "");
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
        Combinators.combine(inner, quantifiers).as((body, times) -> "(" + body + ")" + times));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of("a", "b", "A", "é", "中", "🙂", "\n", "龥")
        .list()
        .ofMaxSize(6)
        .map(characters -> String.join("", characters))
        .list()
        .ofSize(12);
  }

  @Property
  void aTextMatchesWhereJavaSaysSo(
      @ForAll("patterns") String pattern, @ForAll("texts") List<String> texts) {
    Pattern reference = Pattern.compile(pattern, FLAGS);
    CompiledRegex regex = CompiledRegex.compile(pattern);
    for (String text : texts) {
      ByteState state = Matching.after(regex, text.getBytes(StandardCharsets.UTF_8));
      assertThat(state != null && state.accepting())
          .as("%s on %s", pattern, text)
          .isEqualTo(reference.matcher(text).matches());
    }
  }

  @Property
  void aTextCanGoOnWhereJavaSaysThatItsEndWasInTheWay(
      @ForAll("patterns") String pattern, @ForAll("texts") List<String> texts) {
    CompiledRegex regex = CompiledRegex.compile(pattern);
    for (String text : texts) {
      ByteState state = Matching.after(regex, text.getBytes(StandardCharsets.UTF_8));
      if (state != null) {
        assertThat(completion(state)).as("%s after %s", pattern, text).isNotNull();
      }
    }
  }

  /** The accepting state that a walk along first bytes reaches, or null when it goes nowhere. */
  private static ByteState completion(ByteState from) {
    ByteState state = from;
    for (int steps = 0; steps < 200 && !state.accepting(); steps++) {
      ByteState next = null;
      for (int value = 255; value >= 0 && next == null; value--) {
        next = state.next(value);
      }
      state = next;
      if (state == null) {
        return null;
      }
    }
    return state;
  }
}
