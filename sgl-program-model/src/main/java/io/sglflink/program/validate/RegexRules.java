package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_REGEX_LENGTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_REGEX_TOTAL;

import io.sglflink.constraint.regex.CompiledRegex;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.regex.SearchRegex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks regular expressions by compiling them, each once. */
final class RegexRules {

  /** What is wrong with each, nothing where nothing is. */
  private final Map<Use, Optional<RegexException>> compiled = new HashMap<>();

  private final Problems problems;
  private int total;

  RegexRules(Problems problems) {
    this.problems = problems;
  }

  /** A pattern that an output must match as a whole. */
  void whole(String regex, String pointer) {
    check(new Use(regex, false), "regex", pointer);
  }

  /** A pattern that ends an output. */
  void stop(String regex, String pointer) {
    check(new Use(regex, true), "stop_regex", pointer);
  }

  private void check(Use use, String name, String pointer) {
    int found = problems.list().size();
    int length = TextRules.length(use.regex());
    TextRules.wellFormed(name, use.regex(), pointer, problems);
    problems.limit(pointer, "characters of " + name, length, MAX_REGEX_LENGTH, "shorten it");
    if (problems.list().size() > found) {
      return;
    }
    if (!compiled.containsKey(use)) {
      total += length;
      if (total > MAX_REGEX_TOTAL) {
        problems.limit(
            pointer, "characters of all regexes", total, MAX_REGEX_TOTAL, "use fewer or shorter");
        return;
      }
      compiled.put(use, compile(use));
    }
    compiled
        .get(use)
        .ifPresent(
            wrong -> problems.add(pointer, code(wrong.kind()), name + ": " + wrong.getMessage()));
  }

  private static Optional<RegexException> compile(Use use) {
    try {
      Object unused =
          use.stops() ? SearchRegex.compile(use.regex()) : CompiledRegex.compile(use.regex());
      return Optional.empty();
    } catch (RegexException e) {
      return Optional.of(e);
    }
  }

  private static ProblemCode code(RegexException.Kind kind) {
    return switch (kind) {
      case SYNTAX -> ProblemCode.INVALID_REGEX;
      case UNSUPPORTED -> ProblemCode.UNSUPPORTED_REGEX;
      case MATCHES_NOTHING -> ProblemCode.UNSATISFIABLE_REGEX;
      case MATCHES_EMPTY -> ProblemCode.EMPTY_STOP;
      case TOO_LARGE -> ProblemCode.TOO_LARGE;
    };
  }

  private record Use(String regex, boolean stops) {}
}
