package io.sglflink.constraint.text;

import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Formats as patterns, piece by piece as the RFCs' grammars have them.
 *
 * <p>Where readers of a format differ, the narrower reading holds, so that what is written is valid
 * for all of them: no year 0000; leap seconds only at UTC's 23:59:60, in dates only at the end of
 * June and December, at offsets of whole quarters of an hour; no punycode; no URI with nothing
 * behind its scheme; regular expressions of the constructs that all engines read alike, groups up
 * to two deep, ranges of ASCII letters or digits.
 */
final class Formats {

  private static final String YEAR = "(?:000[1-9]|00[1-9]\\d|0[1-9]\\d\\d|[1-9]\\d{3})";
  private static final String FOURTHS = "(?:0[48]|[2468][048]|[13579][26])";
  private static final String DATE =
      "(?:"
          + YEAR
          + "-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])"
          + "|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)"
          + "|02-(?:0[1-9]|1\\d|2[0-8]))"
          + "|(?:\\d\\d"
          + FOURTHS
          + "|"
          + FOURTHS
          + "00)-02-29)";
  private static final String FRACTION = "(?:\\.\\d+)?";
  private static final String HOUR_MINUTE = "(?:[01]\\d|2[0-3]):[0-5]\\d";
  private static final String TIME =
      HOUR_MINUTE + ":[0-5]\\d" + FRACTION + "(?:[Zz]|[+-]" + HOUR_MINUTE + ")";

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
  private static final String HEX = "[0-9A-Fa-f]";
  private static final String IPV6 = ipv6();

  private static final String LABEL_END = "[A-Za-z0-9]";
  private static final String LABEL_INNER = "[A-Za-z0-9-]";

  /** Up to 63 characters without hyphens in both the third and the fourth place. */
  private static final String LABEL =
      "(?:E|EE|EIE|EIIE|EI(?:EI|-E)I{0,58}E)".replace("E", LABEL_END).replace("I", LABEL_INNER);

  private static final String DOMAIN = LABEL + "(?:\\." + LABEL + ")*";
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";
  private static final String QUOTED = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~]){0,31}\"";

  /** Beyond ASCII, in IRIs anywhere. */
  private static final String UCS = "\\u00a0-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\uffef" + planes(1, 14);

  /** For private use, in an IRI's query. */
  private static final String PRIVATE = "\\ue000-\\uf8ff" + planes(15, 16);

  private static final String POINTER = "(?:/(?:[^~/]|~[01])*)*";

  private static final Map<String, Format> ALL =
      Map.ofEntries(
          Map.entry("date", new Format(() -> DATE)),
          Map.entry("time", new Format(() -> TIME + "|" + leapTimes())),
          Map.entry("date-time", new Format(Formats::dateTime)),
          Map.entry("duration", new Format(Formats::duration)),
          Map.entry("email", new Format(Formats::email, 254)),
          Map.entry("idn-email", new Format(Formats::idnEmail, 254)),
          Map.entry("hostname", new Format(() -> DOMAIN, 253)),
          Map.entry("ipv4", new Format(() -> IPV4)),
          Map.entry("ipv6", new Format(() -> IPV6)),
          Map.entry("uri", new Format(() -> uri("", "", false))),
          Map.entry("uri-reference", new Format(() -> uri("", "", true))),
          Map.entry("iri", new Format(() -> uri(UCS, PRIVATE, false))),
          Map.entry("iri-reference", new Format(() -> uri(UCS, PRIVATE, true))),
          Map.entry("uri-template", new Format(Formats::uriTemplate)),
          Map.entry("uuid", new Format(() -> "H{8}-H{4}-H{4}-H{4}-H{12}".replace("H", HEX))),
          Map.entry("json-pointer", new Format(() -> POINTER)),
          Map.entry(
              "relative-json-pointer", new Format(() -> "(?:0|[1-9]\\d*)(?:#|" + POINTER + ")")),
          Map.entry("regex", new Format(() -> regex(2))));

  private Formats() {}

  /** The strings of a format, null when it is not known. */
  static TextSet of(String name) {
    Format format = ALL.get(name);
    return format == null ? null : format.texts();
  }

  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /** 23:59:60 in UTC, as clocks elsewhere show it. */
  private static List<String> leaps(String sign) {
    List<String> leaps = new ArrayList<>();
    for (int offset = 0; offset < 24 * 60; offset += 15) {
      int local = (24 * 60 - 1 + (sign.equals("-") ? -offset : offset) + 24 * 60) % (24 * 60);
      if (offset > 0 || sign.equals("-")) {
        leaps.add(
            String.format(
                Locale.ROOT,
                "%02d:%02d:60%s%s%02d:%02d",
                local / 60,
                local % 60,
                FRACTION,
                sign.equals("-") ? "-" : "\\+",
                offset / 60,
                offset % 60));
      }
    }
    return leaps;
  }

  private static String leapsInUtc() {
    return "23:59:60" + FRACTION + "(?:[Zz]|\\+00:00)";
  }

  private static String leapTimes() {
    return leapsInUtc() + "|" + String.join("|", leaps("-")) + "|" + String.join("|", leaps("+"));
  }

  private static String dateTime() {
    String west = leapsInUtc() + "|" + String.join("|", leaps("-"));
    String east = String.join("|", leaps("+"));
    return DATE
        + "[Tt]"
        + TIME
        + "|"
        + YEAR
        + "-(?:(?:06-30|12-31)[Tt](?:"
        + west
        + ")|(?:07-01|01-01)[Tt](?:"
        + east
        + "))";
  }

  private static String duration() {
    String minutes = "\\d+M(?:\\d+S)?";
    String time = "T(?:\\d+H(?:" + minutes + ")?|" + minutes + "|\\d+S)";
    String months = "\\d+M(?:\\d+D)?";
    String date = "(?:\\d+D|" + months + "|\\d+Y(?:" + months + ")?)";
    return "P(?:" + date + "(?:" + time + ")?|" + time + "|\\d+W)";
  }

  /** At most 64 characters before the {@code @}, and with dots or quotes at most 32 between. */
  private static String email() {
    String literal = "\\[(?:" + IPV4 + "|IPv6:(?:" + IPV6 + "))\\]";
    String dotted = "A{1,64}|A(?:\\.?A){0,31}".replace("A", ATOM);
    return "(?:" + dotted + "|" + QUOTED + ")@(?:" + DOMAIN + "|" + literal + ")";
  }

  private static String idnEmail() {
    String more = "\\u0080-\\u{10ffff}";
    String atom = ATOM.replace("[", "[" + more);
    String quoted = QUOTED.replace("[ !", "[" + more + " !");
    String letters = "\\u00a1-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdcf";
    String label = "(?:" + LABEL + "|[A-Za-z0-9" + letters + "]+)";
    String dotted = "A+(?:\\.A+)*".replace("A", atom);
    return "(?:" + dotted + "|" + quoted + ")@(?:" + label + "\\.)*" + label;
  }

  private static String ipv6() {
    String group = HEX + "{1,4}";
    String last = "(?:" + group + ":" + group + "|" + IPV4 + ")";
    List<String> forms = new ArrayList<>();
    forms.add("(?:" + group + ":){6}" + last);
    for (int after = 5; after >= 0; after--) {
      int before = 4 - after;
      forms.add(upTo(before + 1, group) + "::(?:" + group + ":){" + after + "}" + last);
    }
    forms.add(upTo(6, group) + "::" + group);
    forms.add(upTo(7, group) + "::");
    return "(?:" + String.join("|", forms) + ")";
  }

  /** At most so many groups with colons between them. */
  private static String upTo(int groups, String group) {
    return groups == 0 ? "" : "(?:(?:" + group + ":){0," + (groups - 1) + "}" + group + ")?";
  }

  private static String uri(String more, String moreInQuery, boolean relative) {
    String escaped = "%" + HEX + HEX;
    String plain = "A-Za-z0-9._~!$&'()*+,;=" + more + "-";
    String inName = "(?:[" + plain + "]|" + escaped + ")";
    String inUser = "(?:[:" + plain + "]|" + escaped + ")";
    String inPath = "(?:[:@" + plain + "]|" + escaped + ")";
    String future = "[vV]" + HEX + "+\\.[:A-Za-z0-9._~!$&'()*+,;=-]+";
    String address = "\\[(?:" + IPV6 + "|" + future + ")\\]";
    String host = "(?:" + address + "|" + inName + "+)";
    String authority = "(?:" + inUser + "*@)?" + host + "(?::\\d*)?";
    String segments = "(?:/" + inPath + "*)*";
    String absolute = "/(?:" + inPath + "+" + segments + ")?";
    String rootless = inPath + "+" + segments;
    String query = "(?:\\?(?:[/?:@" + moreInQuery + plain + "]|" + escaped + ")*)?";
    String fragment = "(?:#(?:[/?:@" + plain + "]|" + escaped + ")*)?";
    String tail = query + fragment;
    String known = "//(?:" + authority + segments + "|/" + inPath + "*" + segments + ")";
    String uri =
        "[A-Za-z][A-Za-z0-9+.-]*:(?:" + known + "|" + absolute + "|" + rootless + ")" + tail;
    if (!relative) {
      return uri;
    }
    String first = "(?:[@" + plain + "]|" + escaped + ")+";
    return uri + "|(?:" + known + "|//|" + absolute + "|" + first + segments + ")?" + tail;
  }

  private static String uriTemplate() {
    String escaped = "%" + HEX + HEX;
    String letter = "(?:[A-Za-z0-9_]|" + escaped + ")";
    String variable = letter + "(?:\\.?" + letter + ")*(?::[1-9]\\d{0,3}|\\*)?";
    String expression = "\\{[+#./;?&]?" + variable + "(?:," + variable + ")*\\}";
    String literal = "[!#$&'()*+,./0-9:;=?@A-Z\\[\\]_a-z~" + UCS + PRIVATE + "-]";
    return "(?:" + literal + "|" + escaped + "|" + expression + ")*";
  }

  /** Regular expressions with groups in groups up to {@code depth}. */
  private static String regex(int depth) {
    String known = "\\\\(?:[dDwWsStnrfv.*+?^$()\\[\\]{}|/\\\\]|x" + HEX + "{2}|u" + HEX + "{4})";
    String item = "(?:[^\\\\\\[\\]^&-]|\\\\-|" + known + "|" + ranges() + ")";
    String set = "\\[\\^?-?" + item + "+-?\\]";
    String simple = "[^\\\\^$.*+?()\\[\\]{}|]|\\.|" + known + "|" + set;
    String counts = "\\{(?:\\d{1,3},?|" + rising() + "|\\d,[1-9]\\d|[1-9]\\d,[1-9]\\d\\d)\\}";
    String times = "(?:(?:[*+?]|" + counts + ")\\??)?";
    String choice = "";
    for (int i = 0; i <= depth; i++) {
      String group = i == 0 ? "" : "|\\((?:\\?:)?" + choice + "\\)";
      choice = "(?:\\||[\\^$]|\\\\[bB]|(?:" + simple + group + ")" + times + ")*";
    }
    return choice;
  }

  private static String ranges() {
    List<String> ranges = new ArrayList<>();
    for (char low = '0'; low <= '9'; low++) {
      ranges.add(low + "-[" + low + "-9]");
    }
    ranges.addAll(List.of("a-[b-z]", "[b-y]-z", "A-[B-Z]", "[B-Y]-Z"));
    return String.join("|", ranges);
  }

  private static String rising() {
    List<String> counts = new ArrayList<>();
    for (char low = '0'; low <= '9'; low++) {
      counts.add(low + ",[" + low + "-9]");
    }
    return String.join("|", counts);
  }

  /** The characters of some planes of Unicode, without the two at the end of each. */
  private static String planes(int first, int last) {
    StringBuilder planes = new StringBuilder();
    for (int plane = first; plane <= last; plane++) {
      int from = plane == 14 ? 0xE1000 : plane << 16;
      planes.append(String.format(Locale.ROOT, "\\u{%x}-\\u{%x}", from, (plane << 16) + 0xFFFD));
    }
    return planes.toString();
  }
}
