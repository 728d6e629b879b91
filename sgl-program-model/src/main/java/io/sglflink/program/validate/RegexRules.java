package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_REGEX_LENGTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_REGEX_TOTAL;

import io.sglflink.constraint.regex.CompiledRegex;
import io.sglflink.constraint.regex.RegexException;
import java.util.HashMap;
import java.util.Map;

/** Checks regular expressions by compiling them, each once. */
final class RegexRules {

  /** What is wrong with each, null where nothing is. */
  private final Map<String, RegexException> compiled = new HashMap<>();

  private final Problems problems;
  private int total;

  RegexRules(Problems problems) {
    this.problems = problems;
  }

  void check(String regex, String pointer) {
    int found = problems.list().size();
    int length = TextRules.length(regex);
    TextRules.wellFormed("regex", regex, pointer, problems);
    problems.limit(pointer, "characters of regex", length, MAX_REGEX_LENGTH, "shorten it");
    if (problems.list().size() > found) {
      return;
    }
    if (!compiled.containsKey(regex)) {
      total += length;
      if (total > MAX_REGEX_TOTAL) {
        problems.limit(
            pointer, "characters of all regexes", total, MAX_REGEX_TOTAL, "use fewer or shorter");
        return;
      }
      compiled.put(regex, compile(regex));
    }
    RegexException wrong = compiled.get(regex);
    if (wrong != null) {
      problems.add(pointer, code(wrong.kind()), "regex: " + wrong.getMessage());
    }
  }

  private static RegexException compile(String regex) {
    try {
      CompiledRegex unused = CompiledRegex.compile(regex);
      return null;
    } catch (RegexException e) {
      return e;
    }
  }

  private static ProblemCode code(RegexException.Kind kind) {
    return switch (kind) {
      case SYNTAX -> ProblemCode.INVALID_REGEX;
      case UNSUPPORTED -> ProblemCode.UNSUPPORTED_REGEX;
      case MATCHES_NOTHING -> ProblemCode.UNSATISFIABLE_REGEX;
      case TOO_LARGE -> ProblemCode.TOO_LARGE;
    };
  }
}
