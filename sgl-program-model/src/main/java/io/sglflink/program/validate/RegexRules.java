package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_REGEX_LENGTH;

import io.sglflink.constraint.regex.CompiledRegex;
import io.sglflink.constraint.regex.RegexException;
import java.util.HashSet;
import java.util.Set;

/** Checks regular expressions by compiling them, each once. */
final class RegexRules {

  private final Set<String> good = new HashSet<>();
  private final Problems problems;

  RegexRules(Problems problems) {
    this.problems = problems;
  }

  void check(String regex, String pointer) {
    int found = problems.list().size();
    TextRules.wellFormed("regex", regex, pointer, problems);
    problems.limit(
        pointer, "characters of regex", TextRules.length(regex), MAX_REGEX_LENGTH, "shorten it");
    if (problems.list().size() > found || good.contains(regex)) {
      return;
    }
    try {
      CompiledRegex unused = CompiledRegex.compile(regex);
      good.add(regex);
    } catch (RegexException e) {
      problems.add(pointer, code(e.kind()), "regex: " + e.getMessage());
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
