package io.sglflink.program.validate;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import io.sglflink.program.ValueKind;
import io.sglflink.program.VariableRef;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/** Checks how states are named and read. */
final class StateReadRules {

  private final Scope scope;
  private final ExpressionWalk walk;
  private final Problems problems;

  StateReadRules(Scope scope, ExpressionWalk walk, Problems problems) {
    this.scope = scope;
    this.walk = walk;
    this.problems = problems;
  }

  /**
   * Checks an expression and says what it may give.
   *
   * @param within checks what is in it
   */
  Set<ValueKind> check(
      StateRead read, String pointer, BiFunction<Expression, String, Set<ValueKind>> within) {
    fields(read, pointer);
    if (read.name() != null) {
      name(read, JsonPointers.child(pointer, "name"), within);
    }
    if (read.state() == null) {
      return gives(read.aspect());
    }
    Set<Given.Maker> makers = states(read.state(), pointer, within);
    if (read.aspect() == Aspect.SIZE) {
      fork(makers, read.state().name(), "it is a single one, without a size", pointer);
    }
    return read.aspect() == Aspect.SIZE || read.state().at() != null
        ? gives(read.aspect())
        : ofAll(makers, gives(read.aspect()));
  }

  /**
   * Checks the states that are used, and says what may have made them; nothing where that is not
   * known.
   *
   * @param pointer to the node or the expression
   * @param within checks what is in it
   */
  Set<Given.Maker> states(
      StateRef state, String pointer, BiFunction<Expression, String, Set<ValueKind>> within) {
    Set<Given.Maker> makers = scope.states(state.name(), pointer);
    if (state.at() != null) {
      String at = JsonPointers.child(pointer, "at");
      walk.needed("at", Set.of(ValueKind.INTEGER), within.apply(state.at(), at), at);
      fork(makers, state.name(), "leave at out", pointer);
    }
    return makers;
  }

  /** Reports what only a fork's states have. */
  void fork(Set<Given.Maker> makers, String state, String wayOut, String pointer) {
    if (!makers.isEmpty() && !makers.contains(Given.Maker.FORK)) {
      problems.add(
          JsonPointers.child(pointer, "state"),
          ProblemCode.NOT_A_FORK,
          "state \"" + state + "\" is made by no fork: " + wayOut);
    }
  }

  private void fields(StateRead read, String pointer) {
    Aspect aspect = read.aspect();
    if (aspect.named() && read.name() == null) {
      missing("name", "name the variable to read", pointer);
    }
    if (!aspect.named() && read.name() != null) {
      problems.add(
          JsonPointers.child(pointer, "name"),
          ProblemCode.UNKNOWN_FIELD,
          "field \"name\" is unknown where " + aspect.label() + " is read: leave it out");
    }
    if ((aspect == Aspect.SIZE || aspect == Aspect.RET_VALUE) && read.state() == null) {
      missing("state", "name the states, the one at hand has no " + aspect.label(), pointer);
    }
  }

  private void missing(String field, String wayOut, String pointer) {
    problems.add(pointer, ProblemCode.MISSING_FIELD, "field " + field + " is missing: " + wayOut);
  }

  private void name(
      StateRead read, String at, BiFunction<Expression, String, Set<ValueKind>> within) {
    boolean known = read.name() instanceof Literal;
    Set<ValueKind> wanted = known ? Set.of(ValueKind.TEXT) : ValueKind.SCALAR;
    walk.needed("name", wanted, within.apply(read.name(), at), at);
    if (read.aspect() == Aspect.VAR
        && read.state() == null
        && read.name() instanceof Literal literal
        && literal.value().isTextual()) {
      scope.read(new VariableRef(literal.value().textValue()), at);
    }
  }

  /** What all states of a name together may give. */
  private static Set<ValueKind> ofAll(Set<Given.Maker> makers, Set<ValueKind> one) {
    if (!makers.contains(Given.Maker.FORK)) {
      return makers.isEmpty() ? ValueKind.ANY : one;
    }
    Set<ValueKind> all = EnumSet.of(ValueKind.LIST);
    if (makers.size() > 1) {
      all.addAll(one);
    }
    return all;
  }

  private static Set<ValueKind> gives(Aspect aspect) {
    return switch (aspect) {
      case VAR, RET_VALUE -> ValueKind.ANY;
      case HAS -> Set.of(ValueKind.BOOLEAN);
      case META -> Set.of(ValueKind.OBJECT, ValueKind.LIST, ValueKind.NULL);
      case TEXT -> Set.of(ValueKind.TEXT);
      case MESSAGES -> Set.of(ValueKind.LIST);
      case SIZE -> Set.of(ValueKind.INTEGER);
    };
  }
}
