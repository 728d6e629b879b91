package io.sglflink.constraint.regex;

import static io.sglflink.constraint.regex.Matching.matches;
import static io.sglflink.constraint.regex.RegexException.Kind.MATCHES_NOTHING;
import static io.sglflink.constraint.regex.RegexException.Kind.SYNTAX;
import static io.sglflink.constraint.regex.RegexException.Kind.TOO_LARGE;
import static io.sglflink.constraint.regex.RegexException.Kind.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sglflink.constraint.regex.RegexException.Kind;
import io.sglflink.program.DataType;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pattern may have and what it means; docs/constraints.md in examples. */
class RegexDialectTest {

  /** A pattern, texts that it matches and texts that it does not. */
  record Meaning(String pattern, List<String> matching, List<String> others) {}

  private static Meaning of(String pattern, List<String> matching, List<String> others) {
    return new Meaning(pattern, matching, others);
  }

  static List<Meaning> meanings() {
    return List.of(
        of("", List.of(""), List.of("a")),
        of("abc", List.of("abc"), List.of("", "ab", "abcd", "xabc")),
        of("a|bc|", List.of("a", "bc", ""), List.of("b", "abc")),
        of("是|否", List.of("是", "否"), List.of("不", "是否")),
        of("[\\u4e00-\\u9fff]{2,3}", List.of("中文", "你好吗"), List.of("中", "ab", "一二三四")),
        of("[一-鿿]+", List.of("中文"), List.of("")),
        of(".", List.of("a", "é", "中", "🙂", "\r"), List.of("", "\n", "ab")),
        of("(?s).", List.of("\n"), List.of("")),
        of("(?s:.).", List.of("\na"), List.of("a\n")),
        of("[^a]", List.of("b", "\n", "🙂"), List.of("a", "")),
        of("[]a]", List.of("]", "a"), List.of("[")),
        of("[^]a]", List.of("b"), List.of("]", "a")),
        of("[[a]", List.of("[", "a"), List.of("]")),
        of("[a-c-]", List.of("b", "-"), List.of("d")),
        of("[-a]", List.of("-", "a"), List.of("b")),
        of("[\\w-]", List.of("-", "x"), List.of(".")),
        of("[\\b]", List.of("\b"), List.of("b")),
        of("[\\]\\\\]", List.of("]", "\\"), List.of("[")),
        of("[\\d\\-x]", List.of("1", "-", "x"), List.of("a")),
        of("\\d", List.of("0", "9"), List.of("a", "٣", "３", "²")),
        of("\\p{Nd}", List.of("0", "٣", "３"), List.of("a", "²", "Ⅷ")),
        of("\\w+", List.of("snake_1", "中文", "é²Ⅷ"), List.of("-", "‿", " ")),
        of("(?a)\\w", List.of("a"), List.of("é")),
        of(
            "\\s",
            List.of(" ", "\t", "\u000b", "\u001c", "\u0085", "\u00a0", "\u3000"),
            List.of("a")),
        of("(?a)\\s", List.of(" "), List.of("\u00a0")),
        of("\\D\\W\\S", List.of("a-b"), List.of("1-b", "aab", "a- ")),
        of("\\t\\n\\r\\f\\v\\a\\0\\012", List.of("\t\n\r\f\u000b\u0007\0\n"), List.of()),
        of("\\x41\\x{1F642}", List.of("A🙂"), List.of()),
        of("\\u4e2d\\u{4e2d}\\U0001F642", List.of("中中🙂"), List.of()),
        of("\\N{GREEK SMALL LETTER ALPHA}", List.of("α"), List.of("a")),
        of("\\p{Han}\\pL\\P{Lu}\\p{^Nd}", List.of("中aaa"), List.of("aaaa", "中1aa", "中aAa", "中aa1")),
        of("[\\p{Greek}\\d]+", List.of("αβ1"), List.of("a")),
        of("\\.\\*\\/\\-\\ \\\"", List.of(".*/- \""), List.of()),
        of("a*", List.of("", "aaa"), List.of("b")),
        of("a+?b??", List.of("a", "aab"), List.of("")),
        of("a{2}", List.of("aa"), List.of("a", "aaa")),
        of("a{2,}", List.of("aa", "aaaa"), List.of("a")),
        of("a{,2}", List.of("", "aa"), List.of("aaa")),
        of("a{1,2}?", List.of("a", "aa"), List.of("", "aaa")),
        of("a{0}b{0,0}", List.of(""), List.of("a", "b")),
        of("{\"a\": {1,2}}", List.of("{\"a\":  }"), List.of()),
        of("a{x}{}", List.of("a{x}{}"), List.of()),
        of("a{,}", List.of("", "aaa"), List.of("a{,}")),
        of("\\{[^}]*\\}", List.of("{a}", "{}"), List.of("{", "{}}")),
        of("(a)(?:b)(?P<n>c)(?<m>d)", List.of("abcd"), List.of()),
        of("a(?#no)b", List.of("ab"), List.of()),
        of("(?i)straße", List.of("STRAßE", "straẞe"), List.of("strasse")),
        of("(?i)k[k-s]", List.of("\u212a\u017f", "Ks"), List.of()),
        of("(?ai)kÉ[k-sÉ]", List.of("KÉS", "kÉÉ"), List.of("\u212aÉs", "kés", "kÉ\u017f", "kÉé")),
        of("(?i)[^a-c]", List.of("D"), List.of("A", "b")),
        of("(?i:a)b(?-i:c)", List.of("Ab", "Abc").subList(1, 2), List.of("aBc", "AbC")),
        of("(?x) a b # c\n [ ] \\ ", List.of("ab  "), List.of("a b")),
        of("(?si)A.", List.of("a\n"), List.of()),
        of("(?i)(?s)A.", List.of("a\n"), List.of()),
        of("^a$", List.of("a"), List.of("a\n")),
        of("\\Aa\\Z|^b\\z", List.of("a", "b"), List.of()),
        of("(^a|^b)(c$|d)", List.of("ac", "bd"), List.of("^ac")),
        of("^$", List.of(""), List.of("a")),
        of("(a*)*b", List.of("b", "aab"), List.of("a")),
        of("(a{0,2}){3}", List.of("", "aaaaaa"), List.of("aaaaaaa")),
        of("(a{1,2}){3}", List.of("aaa", "aaaaaa"), List.of("aa", "aaaaaaa")),
        of("[^\\x00-\\U0010FFFF]?a", List.of("a"), List.of("aa")));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void aPatternMeansWhatItMeansToPython(Meaning meaning) {
    assertThat(meaning.matching())
        .allSatisfy(text -> assertThat(matches(meaning.pattern(), text)).as(text).isTrue());
    assertThat(meaning.others())
        .allSatisfy(text -> assertThat(matches(meaning.pattern(), text)).as(text).isFalse());
  }

  /** A pattern, what is wrong with it, and what the message says. */
  record Refusal(String pattern, Kind kind, String says) {}

  private static Refusal no(String pattern, Kind kind, String says) {
    return new Refusal(pattern, kind, says);
  }

  private static String properties(int count) {
    return Arrays.stream(UnicodeScript.values())
        .limit(count)
        .map(script -> "\\p{" + script + "}")
        .collect(Collectors.joining());
  }

  static List<Refusal> refusals() {
    return List.of(
        no("a)", SYNTAX, "unmatched ) at character 1"),
        no("中(b", SYNTAX, "( without its ) at character 1"),
        no("🙂[b", SYNTAX, "[ without its ] at character 1"),
        no("[]", SYNTAX, "[ without its ] at character 0"),
        no("a\\", SYNTAX, "a backslash at the end at character 1"),
        no("*a", SYNTAX, "nothing to repeat before * at character 0"),
        no("a|+", SYNTAX, "nothing to repeat before + at character 2"),
        no("{2}", SYNTAX, "nothing to repeat before {2} at character 0"),
        no("a**", SYNTAX, "a quantifier after a quantifier at character 2"),
        no("a{2}{3}", SYNTAX, "a quantifier after a quantifier at character 4"),
        no("^*", SYNTAX, "an anchor cannot be repeated at character 1"),
        no("a{3,2}", SYNTAX, "counts in falling order at character 1"),
        no("[b-a]", SYNTAX, "range b-a is in falling order at character 1"),
        no("a\\p{L", SYNTAX, "a property without a whole name at character 1"),
        no("\\u{110000}", SYNTAX, "or up to 10FFFF in braces"),
        no("[a-\\d]", SYNTAX, "a range that ends with a class at character 1"),
        no("\\q", SYNTAX, "unknown escape \\q at character 0"),
        no("\\xg", SYNTAX, "an escape that is no code point at character 0"),
        no("\\u{110000}", SYNTAX, "an escape that is no code point at character 0"),
        no("\\ud83d\\ude42", SYNTAX, "half of a surrogate pair at character 0"),
        no("\\N{NO SUCH}", SYNTAX, "no character of this name at character 0"),
        no("(?z:a)", UNSUPPORTED, "flag z is not supported at character 2"),
        no("(?", SYNTAX, "an unknown kind of group at character 0"),
        no("(?P<>a)", SYNTAX, "a group without its name at character 0"),
        no("(?P<a b>a)", SYNTAX, "a group's name that is no identifier at character 0"),
        no("(?#a", SYNTAX, "(?# without its ) at character 0"),
        no("\\bword", UNSUPPORTED, "a word boundary is not supported at character 0"),
        no("word\\B", UNSUPPORTED, "a word boundary is not supported at character 4"),
        no("(a)\\1", UNSUPPORTED, "a backreference is not supported at character 3"),
        no("(?P<q>a)(?P=q)", UNSUPPORTED, "a backreference is not supported at character 8"),
        no("a(?=b)", UNSUPPORTED, "lookahead is not supported at character 1"),
        no("(?!a)b", UNSUPPORTED, "negative lookahead is not supported at character 0"),
        no("a(?<=b)", UNSUPPORTED, "lookbehind is not supported at character 1"),
        no("a(?<!b)", UNSUPPORTED, "negative lookbehind is not supported at character 1"),
        no("(?>a)", UNSUPPORTED, "an atomic group is not supported at character 0"),
        no("(a)?(?(1)b|c)", UNSUPPORTED, "a conditional group is not supported at character 4"),
        no("a*+", UNSUPPORTED, "a possessive quantifier is not supported at character 1"),
        no("a(?i)b", UNSUPPORTED, "flags that are not at the pattern's start is not supported"),
        no("(?m)a", UNSUPPORTED, "flag m is not supported at character 2"),
        no("[[:alpha:]]", UNSUPPORTED, "a POSIX class is not supported at character 1"),
        no("[a-z&&b]", UNSUPPORTED, "&& in a class is not supported at character 4"),
        no("[a-z--b]", UNSUPPORTED, "-- in a class is not supported at character 4"),
        no("\\p{Klingon}", UNSUPPORTED, "property Klingon is not supported at character 0"),
        no("a^b", UNSUPPORTED, "anchor ^ at character 1 is not supported inside the pattern"),
        no("a$b", UNSUPPORTED, "anchor $ at character 1 is not supported inside the pattern"),
        no("(^a)+", UNSUPPORTED, "anchor ^ at character 1 is not supported inside the pattern"),
        no("[^\\x00-\\U0010FFFF]", MATCHES_NOTHING, "no text matches the pattern"),
        no("a[^\\s\\S]+b", MATCHES_NOTHING, "no text matches the pattern"),
        no("a{1000001}", TOO_LARGE, "a count over 1,000,000 at character 1"),
        no("a{99999999999999999999}", TOO_LARGE, "a count over 1,000,000 at character 1"),
        no("(".repeat(101) + ")".repeat(101), TOO_LARGE, "groups nest deeper than 100"),
        no("(".repeat(9_000), TOO_LARGE, "groups nest deeper than 100"),
        no(properties(33), TOO_LARGE, "more than 32 properties at character"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeEnforcedIsRefusedByNameAndPosition(Refusal refusal) {
    RegexException e =
        catchThrowableOfType(RegexException.class, () -> CompiledRegex.compile(refusal.pattern()));
    assertThat(e).isNotNull();
    assertThat(e).hasMessageContaining(refusal.says()).hasMessageContaining(": ");
    assertThat(e.kind()).isEqualTo(refusal.kind());
  }

  @Test
  void theFormsOfDataTypesAreOfTheDialect() {
    assertThat(matches(DataType.INT.regex(), "-12 \n")).isTrue();
    assertThat(matches(DataType.FLOAT.regex(), "+.5")).isTrue();
    assertThat(matches(DataType.STR.regex(), "\"两 2\"")).isTrue();
    assertThat(matches(DataType.BOOL.regex(), "True")).isTrue();
    assertThat(matches(DataType.BOOL.regex(), "true")).isFalse();
  }
}
