package io.sglflink.constraint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.regex.RegexException.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What patterns of JSON Schema mean, in examples. */
class EcmaPatternTest {

  /** A pattern, texts in which it is found and texts in which it is not. */
  record Meaning(String pattern, List<String> found, List<String> others) {}

  private static Meaning of(String pattern, List<String> found, List<String> others) {
    return new Meaning(pattern, found, others);
  }

  static List<Meaning> meanings() {
    return List.of(
        of("b", List.of("b", "abc", "\nb\n"), List.of("", "a")),
        of("", List.of("", "a"), List.of()),
        of("^b", List.of("b", "bc"), List.of("ab", "a\nb")),
        of("b$", List.of("b", "ab"), List.of("ba", "b\n")),
        of("^a$|^b$", List.of("a", "b"), List.of("ab", "")),
        of("^$|^a{2}$", List.of("", "aa"), List.of("a", "aaa")),
        of("(^|,)x(,|$)", List.of("x", "a,x", "x,b", "a,x,b"), List.of("ax", "xb")),
        of("a^b", List.of(), List.of("ab", "a^b", "")),
        of("$^", List.of(""), List.of("a")),
        of("^a|b$", List.of("a", "ac", "b", "cb"), List.of("ca", "bc")),
        of("^.$", List.of("a", "🙂", "\u0085"), List.of("\n", "\r", "\u2028", "\u2029", "")),
        of("^[^]$", List.of("\n", "a"), List.of("")),
        of("a[]|b", List.of("b"), List.of("a", "a[]")),
        of("^\\d$", List.of("1"), List.of("٣", "a")),
        of("^\\w$", List.of("a", "_", "1"), List.of("é", "-")),
        of("^\\W$", List.of("é", "-"), List.of("a")),
        of(
            "^\\s$",
            List.of(" ", "\t", "\u000b", "\u00a0", "\ufeff", "\u2028", "\u3000"),
            List.of("\u001c", "\u0085", "\u200b", "a")),
        of("^\\S$", List.of("\u001c", "é"), List.of("\ufeff")),
        of("^\\/\\-\\_\\ \\@\\'$", List.of("/-_ @'"), List.of()),
        of("^\\cJ\\x41\\u00e9\\t\\0$", List.of("\nAé\t\0"), List.of()),
        of("^\\ud83d\\ude42$", List.of("🙂"), List.of("", "?")),
        of("^\\u{1F642}[\\u{1F600}-\\u{1F64F}]$", List.of("🙂🙂"), List.of("🙂")),
        of("^[\\ud83d\\ude42a]$", List.of("🙂", "a"), List.of("")),
        of("\\ud83d", List.of(), List.of("🙂", "")),
        of("^\\p{Letter}+$", List.of("école", "中"), List.of("1", "a1")),
        of("^\\p{digit}\\p{Lu}\\P{L}$", List.of("৪É-"), List.of("aÉ-", "4éa")),
        of("^\\p{Script=Han}\\p{ASCII}$", List.of("中a"), List.of("あa", "中é")),
        of("^]{}$", List.of("]{}"), List.of("]")),
        of("^x{,5}$", List.of("x{,5}"), List.of("xx")),
        of("^{a}$", List.of("{a}"), List.of("a")),
        of("^[a-c\\d-z]$", List.of("b", "1", "-", "z"), List.of("d", "y")),
        of("^[\\w-.]$", List.of("a", "-", "."), List.of(",")),
        of("^[[:alpha:]]$", List.of("a]", ":]"), List.of("b", "b]")),
        of("^[a&&+--z]$", List.of("&", "a", ",", "z"), List.of("b")),
        of("^[\\b]$", List.of("\b"), List.of("b")),
        of("^a+?b*?c??$", List.of("a", "aabbc"), List.of("b")),
        of("^(?<year>\\d{4})(?:-\\d{2})?$", List.of("2024", "2024-01"), List.of("2024-1")),
        of("^(?=.*\\d)(?=.*[a-z]).{4,8}$", List.of("abc1", "1bcd"), List.of("abcd", "1234", "a1")),
        of("^(?!admin$).+$", List.of("user", "admin1"), List.of("admin", "")),
        of("^((?!end).)*$", List.of("", "en", "ned"), List.of("end", "the end", "ends")),
        of("^foo(?!bar)", List.of("foo", "fooba"), List.of("foobar", "afoo")),
        of("a(?=b)", List.of("ab", "cab"), List.of("a", "ac")),
        of("^(?:(?!ab)[a-z]{2},){1,2}$", List.of("aa,", "ba,cd,"), List.of("ab,", "aa,ab,")));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void aPatternIsFoundAsEcma262Says(Meaning meaning) {
    var set = TextSets.pattern(meaning.pattern());
    meaning.found().forEach(text -> assertThat(set.contains(text)).as(text).isTrue());
    meaning.others().forEach(text -> assertThat(set.contains(text)).as(text).isFalse());
  }

  /** A pattern that is refused, why, and what the message says. */
  record Refusal(String pattern, Kind kind, String message) {}

  static List<Refusal> refusals() {
    return List.of(
        new Refusal("a\\b", Kind.UNSUPPORTED, "a word boundary is not supported at character 1"),
        new Refusal("(a)\\1", Kind.UNSUPPORTED, "a backreference is not supported at character 3"),
        new Refusal("(?<n>a)\\k<n>", Kind.UNSUPPORTED, "a backreference"),
        new Refusal("(?<=a)b", Kind.UNSUPPORTED, "lookbehind is not supported at character 0"),
        new Refusal("(?<!a)b", Kind.UNSUPPORTED, "negative lookbehind"),
        new Refusal("a\\Z", Kind.UNSUPPORTED, "\\Z, which dialects read in different ways"),
        new Refusal("\\p{Nothing}", Kind.UNSUPPORTED, "property Nothing"),
        new Refusal("(?:(?!a)bc)*", Kind.UNSUPPORTED, "negative lookahead is not supported"),
        new Refusal("a(?!^b)", Kind.UNSUPPORTED, "take the ^ out of it"),
        new Refusal("(a", Kind.SYNTAX, "( without its ) at character 0"),
        new Refusal("a)", Kind.SYNTAX, "unmatched )"),
        new Refusal("[b-a]", Kind.SYNTAX, "in falling order"),
        new Refusal("*a", Kind.SYNTAX, "nothing to repeat"),
        new Refusal("a{2,1}", Kind.SYNTAX, "counts in falling order"),
        new Refusal("\\u12", Kind.SYNTAX, "an escape that is no code point"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeEnforcedIsRefusedByName(Refusal refusal) {
    RegexException e =
        catchThrowableOfType(RegexException.class, () -> TextSets.pattern(refusal.pattern()));
    assertThat(e).hasMessageContaining(refusal.message());
    assertThat(e.kind()).isEqualTo(refusal.kind());
  }
}
