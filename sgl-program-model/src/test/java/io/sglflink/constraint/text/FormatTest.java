package io.sglflink.constraint.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.value.TextSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats in examples, the narrow readings above all. */
class FormatTest {

  record Meaning(String format, List<String> valid, List<String> others) {}

  static List<Meaning> meanings() {
    return List.of(
        new Meaning(
            "date",
            List.of("2020-02-29", "2000-02-29", "0001-01-01"),
            List.of("2021-02-29", "1900-02-29", "2020-04-31", "0000-01-01", "2020-1-1")),
        new Meaning(
            "time",
            List.of("08:30:06Z", "23:59:60z", "01:29:60+01:30", "15:59:60.5-08:00"),
            List.of("12:00:00", "24:00:00Z", "22:59:60Z", "23:59:60+01:00", "01:02:03+24:00")),
        new Meaning(
            "date-time",
            List.of(
                "1998-12-31T23:59:60Z", "1998-12-31t15:59:60.1-08:00", "1999-01-01T00:59:60+01:00"),
            List.of("1998-12-30T23:59:60Z", "1990-02-31T15:59:59Z", "2020-01-01 00:00:00Z")),
        new Meaning(
            "duration",
            List.of("P1Y2M3DT4H5M6S", "PT36H", "P2W"),
            List.of("P", "PT", "P1Y2D", "PT0.5S")),
        new Meaning(
            "email",
            List.of("joe.bloggs@example.com", "\"joe@bloggs\"@example.com", "a@[IPv6:::1]"),
            List.of("a@", ".a@b", "a..b@c", "a b@c", "a@b_c")),
        new Meaning(
            "hostname",
            List.of("example", "a-b.1c", "a".repeat(63) + ".com"),
            List.of("", "-a", "a-", "a..b", "a.", "a".repeat(64), "xn--x", "a_b")),
        new Meaning(
            "ipv4", List.of("0.0.0.0", "255.1.20.3"), List.of("256.1.1.1", "01.1.1.1", "1.1.1")),
        new Meaning(
            "ipv6",
            List.of("::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::ffff:1.2.3.4"),
            List.of(
                "1",
                "1:2:3:4:5:6:7",
                "1::2::3",
                ":::",
                "12345::",
                "::1%eth0",
                "1:2:3:4:5:6:7:8::")),
        new Meaning(
            "uri",
            List.of("http://a.b/c?d#e", "urn:a:b", "file:///etc", "mailto:a@b", "http://[::1]:80/"),
            List.of("/a", "a", "http://a b", "http://", "a:", "http://a/%zz", "http://a:b/")),
        new Meaning(
            "uri-reference", List.of("", "a/b", "//a", "?q", "#f"), List.of("1:b", "a b", "\\a")),
        new Meaning(
            "iri", List.of("http://ƒøø.ßår/?∂éœ=πîx#πîüx"), List.of("/ƒ", "ƒ", "http:// ƒ")),
        new Meaning("uri-template", List.of("a{b:1}{?c,d*}"), List.of("{", "{}", "{a:0}", "a b")),
        new Meaning(
            "uuid",
            List.of("2eb8aa08-AA98-11ea-b4aa-73b441d16380"),
            List.of("2eb8aa08aa9811eab4aa73b441d16380", "")),
        new Meaning("json-pointer", List.of("", "/", "/a~0~1/é"), List.of("a", "/~", "/~2")),
        new Meaning(
            "relative-json-pointer", List.of("0", "1#", "2/a"), List.of("01", "/a", "1#/a")),
        new Meaning(
            "regex",
            List.of("", "^[a-z]+(?:x|y\\d{2,3})*$", "(a(b)?)", "[^\\w.-]?"),
            List.of("(", "a**", "[z-a]", "a{3,2}", "\\Z", "[", "*")));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void aFormatIsWhatItsStandardSays(Meaning meaning) {
    TextSet set = TextSets.format(meaning.format());
    meaning.valid().forEach(text -> assertThat(set.contains(text)).as(text).isTrue());
    meaning.others().forEach(text -> assertThat(set.contains(text)).as(text).isFalse());
  }

  @Test
  void otherFormatsSayNothing() {
    assertThat(TextSets.format("color")).isNull();
    assertThat(TextSets.formats()).contains("date-time", "regex").doesNotContain("idn-hostname");
  }
}
