package io.sglflink.constraint.compile;

import static java.util.Objects.requireNonNull;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.LeftOut;
import io.sglflink.constraint.grammar.Grammar;
import io.sglflink.constraint.json.JsonAutomaton;
import io.sglflink.constraint.regex.CompiledRegex;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.schema.CompiledSchema;
import io.sglflink.constraint.schema.JsonSchema;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.TextSet;
import io.sglflink.model.Constraint;
import java.util.List;

/**
 * A constraint that can be followed.
 *
 * @param start where the empty text stands; it and what follows it belong to one thread at a time
 * @param leftOut what of the constraint is not enforced, because it was asked to be lenient
 * @param annotations what of the constraint says nothing about which outputs satisfy it, though it
 *     looks so: formats that are not asserted
 */
public record CompiledConstraint(
    ByteState start, List<LeftOut> leftOut, List<LeftOut> annotations) {

  public CompiledConstraint {
    requireNonNull(start, "start is null");
    leftOut = List.copyOf(leftOut);
    annotations = List.copyOf(annotations);
  }

  /**
   * Compiles {@code constraint}, which is not {@link Constraint.None}.
   *
   * @throws ConstraintException when it cannot be enforced, or takes too much work
   */
  public static CompiledConstraint of(Constraint constraint) {
    try {
      return compile(constraint);
    } catch (ConstraintBudgetException e) {
      throw new ConstraintException(Kind.TOO_LARGE, "", e.getMessage());
    } catch (StackOverflowError e) {
      // Whatever was half made is dropped with the constraint.
      throw new ConstraintException(
          Kind.TOO_LARGE,
          "",
          "what it has inside each other is too deep to follow: put less into each other, or in chains of references");
    }
  }

  private static CompiledConstraint compile(Constraint constraint) {
    if (constraint instanceof Constraint.Regex regex) {
      return exact(regex(regex.pattern()));
    }
    if (constraint instanceof Constraint.Choices choices) {
      return exact(ChoiceState.start(choices.texts()));
    }
    if (constraint instanceof Constraint.Grammar grammar) {
      return exact(Grammar.compile(grammar.rules()));
    }
    if (constraint instanceof Constraint.JsonSchema schema) {
      return schema(schema);
    }
    throw new IllegalArgumentException("there is nothing to compile in " + constraint);
  }

  private static CompiledConstraint exact(ByteState start) {
    return new CompiledConstraint(start, List.of(), List.of());
  }

  private static CompiledConstraint schema(Constraint.JsonSchema constraint) {
    CompiledSchema schema =
        JsonSchema.compile(SchemaText.parse(constraint.schema()), constraint.lenient());
    return new CompiledConstraint(
        JsonAutomaton.start(schema.root(), constraint.style()),
        schema.leftOut(),
        schema.annotations());
  }

  private static ByteState regex(String pattern) {
    try {
      TextSet lookingAhead = TextSets.lookingAhead(pattern);
      return lookingAhead == null ? CompiledRegex.compile(pattern).start() : lookingAhead.start();
    } catch (RegexException e) {
      throw new ConstraintException(kind(e.kind()), "", e.getMessage());
    }
  }

  private static Kind kind(RegexException.Kind kind) {
    return switch (kind) {
      case SYNTAX, MATCHES_EMPTY -> Kind.INVALID;
      case UNSUPPORTED -> Kind.UNSUPPORTED;
      case MATCHES_NOTHING -> Kind.UNSATISFIABLE;
      case TOO_LARGE -> Kind.TOO_LARGE;
    };
  }
}
