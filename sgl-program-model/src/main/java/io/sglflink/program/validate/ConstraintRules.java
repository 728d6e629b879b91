package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_COMPILE_SECONDS;
import static io.sglflink.program.validate.ProgramLimits.MAX_CONSTRAINTS;
import static io.sglflink.program.validate.ProgramLimits.MAX_TOKEN_BYTES;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.LeftOut;
import io.sglflink.constraint.compile.CompiledConstraint;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.regex.SearchRegex;
import io.sglflink.model.Constraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Checks constraints and stop patterns by compiling them, each once, within a program's limits. */
final class ConstraintRules {

  private final Problems problems;
  private final ToIntFunction<ByteState> tokens;
  private final List<Note> notes = new ArrayList<>();

  /** What is known of a constraint, or of a stop pattern, which is a string. */
  private final Map<Object, Outcome> outcomes = new HashMap<>();

  private final Map<ConstraintLanguage, Integer> totals = new EnumMap<>(ConstraintLanguage.class);
  private long nanos;

  /**
   * @param tokens the fewest tokens that bring an output to an end from where the empty text stands
   */
  ConstraintRules(Problems problems, ToIntFunction<ByteState> tokens) {
    this.problems = problems;
    this.tokens = tokens;
  }

  /** Tokens that an output has at least, whatever the vocabulary. */
  static int fewest(ByteState start) {
    return (int) Math.ceil((double) start.shortest() / MAX_TOKEN_BYTES);
  }

  /** What is not enforced of the constraints that were checked. */
  List<Note> notes() {
    return Collections.unmodifiableList(notes);
  }

  /** A pattern that ends an output. */
  void stop(String regex, String pointer) {
    Source source = new Source(ConstraintLanguage.REGEX, "stop_regex", regex, pointer);
    Object unused = outcome(source, regex, () -> search(regex));
  }

  /**
   * What an output must satisfy.
   *
   * @param field the gen's field that sets it
   * @param pointer to the gen
   * @param maxTokens most output tokens; null where the gen leaves them to the run
   */
  void whole(Constraint constraint, String field, String pointer, Integer maxTokens) {
    String at = JsonPointers.child(pointer, field);
    Source source = new Source(ConstraintLanguage.of(constraint), field, text(constraint), at);
    Outcome outcome = outcome(source, constraint, () -> compile(source.language(), constraint));
    if (outcome == null) {
      return;
    }
    for (LeftOut left : outcome.leftOut()) {
      notes.add(new Note(at + left.pointer(), Note.Kind.LEFT_OUT, left.why()));
    }
    for (LeftOut annotation : outcome.annotations()) {
      notes.add(new Note(at + annotation.pointer(), Note.Kind.ANNOTATION, annotation.why()));
    }
    if (constraint.complete() && maxTokens != null) {
      room(outcome.tokens(), maxTokens, field, pointer);
    }
  }

  /** What compiling gave; null after a problem. */
  private Outcome outcome(Source source, Object key, Supplier<Outcome> compile) {
    Outcome outcome = outcomes.get(key);
    if (outcome == null) {
      if (!withinLimits(source)) {
        return null;
      }
      long start = System.nanoTime();
      outcome = compile.get();
      nanos += System.nanoTime() - start;
      outcomes.put(key, outcome);
    }
    if (outcome.flaw() != null) {
      Problem flaw = outcome.flaw();
      problems.add(
          source.at() + flaw.pointer(), flaw.code(), source.field() + ": " + flaw.message());
      return null;
    }
    return outcome;
  }

  private boolean withinLimits(Source source) {
    int found = problems.list().size();
    ConstraintLanguage language = source.language();
    int length = TextRules.length(source.text());
    TextRules.wellFormed(source.field(), source.text(), source.at(), problems);
    problems.limit(
        source.at(), "characters of " + source.field(), length, language.maxLength(), "shorten it");
    if (problems.list().size() > found) {
      return false;
    }
    problems.limit(
        source.at(),
        "characters of all " + language.plural(),
        totals.merge(language, length, Integer::sum),
        language.maxTotal(),
        "use fewer or shorter");
    problems.limit(
        source.at(), "different constraints", outcomes.size() + 1, MAX_CONSTRAINTS, "use fewer");
    problems.limit(
        source.at(),
        "seconds that the program's constraints take",
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        MAX_COMPILE_SECONDS,
        "use fewer or smaller ones");
    return problems.list().size() == found;
  }

  private void room(int needed, int maxTokens, String field, String pointer) {
    if (needed > maxTokens) {
      problems.add(
          JsonPointers.child(pointer, "max_tokens"),
          ProblemCode.MAX_TOKENS_TOO_SMALL,
          String.format(
              Locale.ROOT,
              "the shortest output of %s needs at least %,d tokens, max_tokens is %,d: raise"
                  + " max_tokens, or leave complete out",
              field,
              needed,
              maxTokens));
    }
  }

  private Outcome compile(ConstraintLanguage language, Constraint constraint) {
    try {
      CompiledConstraint compiled = CompiledConstraint.of(constraint);
      return new Outcome(
          null,
          constraint.complete() ? tokens.applyAsInt(compiled.start()) : 0,
          compiled.leftOut(),
          compiled.annotations());
    } catch (ConstraintBudgetException e) {
      return Outcome.of(new Problem("", ProblemCode.TOO_LARGE, e.getMessage()));
    } catch (ConstraintException e) {
      String inside = language == ConstraintLanguage.JSON_SCHEMA ? e.place() : "";
      return Outcome.of(new Problem(inside, language.code(e.kind()), e.getMessage()));
    }
  }

  private static Outcome search(String regex) {
    try {
      Object unused = SearchRegex.compile(regex);
      return Outcome.of(null);
    } catch (RegexException e) {
      return Outcome.of(new Problem("", code(e.kind()), e.getMessage()));
    }
  }

  /** What a pattern's fault is among the problems of programs. */
  static ProblemCode code(RegexException.Kind kind) {
    return switch (kind) {
      case SYNTAX -> ProblemCode.INVALID_REGEX;
      case UNSUPPORTED -> ProblemCode.UNSUPPORTED_REGEX;
      case MATCHES_NOTHING -> ProblemCode.UNSATISFIABLE_REGEX;
      case MATCHES_EMPTY -> ProblemCode.EMPTY_STOP;
      case TOO_LARGE -> ProblemCode.TOO_LARGE;
    };
  }

  private static String text(Constraint constraint) {
    if (constraint instanceof Constraint.Regex regex) {
      return regex.pattern();
    }
    if (constraint instanceof Constraint.JsonSchema schema) {
      return schema.schema();
    }
    return constraint instanceof Constraint.Grammar grammar ? grammar.rules() : "";
  }

  /** A field that is to be compiled. */
  private record Source(ConstraintLanguage language, String field, String text, String at) {}

  /**
   * What compiling gave.
   *
   * @param flaw what is wrong, with a pointer inside the field; null where nothing is
   * @param tokens that an output needs at least if it is to be completed
   */
  private record Outcome(
      Problem flaw, int tokens, List<LeftOut> leftOut, List<LeftOut> annotations) {

    static Outcome of(Problem flaw) {
      return new Outcome(flaw, 0, List.of(), List.of());
    }
  }
}
